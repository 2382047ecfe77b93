//! What objects say about themselves: which features of WebAssembly they use, and which programs
//! made them. The rules are in tool-conventions' `Linking.md` and `ProducersSection.md`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use wasm_encoder::{Encode, ProducersField, ProducersSection, Section};

use crate::args::Config;
use crate::error::{Error, ErrorKind};
use crate::program::Program;

/// The fields of a `producers` section, in the order that is usual.
const FIELDS: [&str; 3] = ["language", "processed-by", "sdk"];

/// Features that the output uses, sorted. Fails if objects do not agree.
pub fn features(config: &Config, program: &Program<'_>) -> Result<Vec<String>, Error> {
    let mut used: BTreeMap<&str, &str> = BTreeMap::new();
    let mut forbidden: BTreeMap<&str, &str> = BTreeMap::new();
    let mut required: BTreeMap<&str, &str> = BTreeMap::new();
    for (_, object) in program.objects.iter() {
        for &(prefix, feature) in &object.features {
            let list = match prefix {
                b'+' => &mut used,
                b'-' => &mut forbidden,
                _ => {
                    required.entry(feature).or_insert(&object.name);
                    &mut used
                }
            };
            list.entry(feature).or_insert(&object.name);
        }
    }
    let mut errors = Vec::new();
    let mut disagree = |feature: &str, user: &str, refuser: &str| {
        errors.push(ErrorKind::Feature {
            feature: feature.into(),
            user: user.into(),
            refuser: refuser.into(),
        });
    };
    for (feature, user) in &used {
        if let Some(refuser) = forbidden.get(feature) {
            disagree(feature, user, refuser);
        }
        if config.features.as_ref().is_some_and(|listed| !listed.iter().any(|it| it == feature)) {
            disagree(feature, user, "`--features`");
        }
    }
    for (feature, user) in &required {
        for (_, object) in program.objects.iter() {
            if !object.features.iter().any(|(_, it)| it == feature) {
                disagree(feature, user, &object.name);
            }
        }
    }
    if config.check_features && !errors.is_empty() {
        return Err(Error::several(errors, config.error_limit));
    }
    let mut features: Vec<String> = match &config.features {
        Some(listed) => listed.clone(),
        None => used.into_keys().map(str::to_owned).collect(),
    };
    features.extend(config.extra_features.iter().cloned());
    features.sort();
    features.dedup();
    Ok(features)
}

/// The content of a `target_features` section.
pub fn feature_section(features: &[String]) -> Vec<u8> {
    let mut content = Vec::new();
    features.len().encode(&mut content);
    for feature in features {
        content.push(b'+');
        feature.encode(&mut content);
    }
    content
}

/// The `producers` of all objects, each once; `None` if none has any.
pub fn producers(program: &Program<'_>) -> Option<Vec<u8>> {
    let mut section = ProducersSection::new();
    let mut empty = true;
    for wanted in FIELDS {
        let mut field = ProducersField::new();
        let mut seen = FxHashSet::default();
        for object in program.in_order() {
            let object = &program.objects[object];
            for &(name, producer, version) in &object.producers {
                // One program, of whatever version, is one producer.
                if name == wanted && seen.insert(producer) {
                    field.value(producer, version);
                }
            }
        }
        if !seen.is_empty() {
            section.field(wanted, &field);
            empty = false;
        }
    }
    let mut bytes = Vec::new();
    section.append_to(&mut bytes);
    (!empty).then_some(bytes)
}
