//! Macro lists, line by line: what is read, what is refused, and at which byte.

use proptest::prelude::*;

use super::*;

fn parsed(list: &str) -> Decls {
    parse(list.as_bytes()).unwrap()
}

fn error(list: impl AsRef<[u8]>) -> (usize, DeclErrorKind) {
    let DeclError { offset, kind } = parse(list.as_ref()).unwrap_err();
    (offset, kind)
}

fn decl(kind: MacroKind, name: &str, function: &str) -> MacroDecl {
    let (name, function) = (name.to_owned(), function.to_owned());
    MacroDecl { kind, name, function, about: Description::default() }
}

#[test]
fn the_list_of_the_documentation() {
    let helper_attrs = vec!["serde".to_owned()];
    let mut derive = decl(MacroKind::Derive { helper_attrs }, "Serialize", "export_0");
    derive.about.place = Some(Place { file: 0, start: 7, end: 20 });
    derive.about.docs = vec![" Derives `Serialize`.".to_owned()];
    derive.about.deprecation = Some(Deprecation {
        since: Some("1.2.0".to_owned()),
        note: Some("use something else".to_owned()),
    });
    derive.about.attributes = vec![Meta::parse("doc(alias = \"serialise\")").unwrap()];
    let about = Description {
        place: Some(Place { file: 0, start: 0, end: 40 }),
        docs: vec![" Macros.".to_owned()],
        deprecation: Some(Deprecation { since: None, note: None }),
        attributes: vec![Meta::parse("doc(html_root_url = \"https://example.org\")").unwrap()],
    };
    let list = "abi:1\n\
                crate:serde_derive:2021\n\
                file:src/lib.rs:md5=0aFF:40:43:10,12:5/2,30/4:0/3\n\
                at:0:0:40\n\
                doc: Macros.\n\
                deprecated::\n\
                meta:doc(html_root_url = \"https\\c//example.org\")\n\
                derive:Serialize:export_0:serde\n\
                at:0:7:20\n\
                doc: Derives `Serialize`.\n\
                deprecated:1.2.0:use something else\n\
                meta:doc(alias = \"serialise\")\n\
                attr:name:function\n\
                bang:other:function\n\
                configured_out:gone:feature:0:8:10:0:1:4\n\
                quoted:0:8:8\n\
                quoted:0:0:40\n";
    let expected = Decls {
        abi_version: Some(1),
        crate_info: Some(CrateInfo { name: "serde_derive".to_owned(), edition: "2021".to_owned() }),
        files: vec![SourceFile {
            name: "src/lib.rs".to_owned(),
            hash: ("md5".to_owned(), vec![0x0a, 0xff]),
            len: 40,
            unnormalized_len: 43,
            lines: vec![0, 10, 22],
            multibyte_chars: vec![(5, 2), (30, 4)],
            normalized: vec![(0, 3)],
        }],
        about,
        macros: vec![
            derive,
            decl(MacroKind::Attr, "name", "function"),
            decl(MacroKind::Bang, "other", "function"),
        ],
        quoted: vec![Place { file: 0, start: 8, end: 8 }, Place { file: 0, start: 0, end: 40 }],
        configured_out: vec![ConfiguredOut {
            name: "gone".to_owned(),
            value: Some("feature".to_owned()),
            place: Some(Place { file: 0, start: 8, end: 10 }),
            condition: Some(Place { file: 0, start: 1, end: 4 }),
        }],
    };
    assert_eq!(parsed(list), expected);
}

#[test]
fn a_list_without_abi_and_crate() {
    let macros = vec![decl(MacroKind::Bang, "run", "run")];
    assert_eq!(parsed("bang:run:run\n"), Decls { macros, ..Decls::default() });
}

#[test]
fn the_last_line_feed_may_be_missing_and_empty_lines_mean_nothing() {
    assert_eq!(parsed("abi:1\nbang:run:run"), parsed("\nabi:1\n\n\nbang:run:run\n\n"));
    assert_eq!(parsed(""), Decls::default());
}

#[test]
fn carriage_returns_are_no_line_breaks() {
    assert_eq!(error("abi:1\r\n"), (0, DeclErrorKind::Malformed("abi:VERSION")));
    assert_eq!(error("\r\n"), (0, DeclErrorKind::UnknownLine("\r".to_owned())));
    // What a linker makes of function names is its own business.
    assert_eq!(parsed("bang:run:run\r\n").macros[0].function, "run\r");
}

#[test]
fn helper_attributes() {
    let helpers = |list| match parsed(list).macros.remove(0).kind {
        MacroKind::Derive { helper_attrs } => helper_attrs,
        kind => panic!("{kind:?}"),
    };
    assert_eq!(helpers("derive:T:f"), [""; 0]);
    assert_eq!(helpers("derive:T:f:"), [""; 0]);
    assert_eq!(helpers("derive:T:f:one"), ["one"]);
    assert_eq!(helpers("derive:T:f:one,two,größe"), ["one", "two", "größe"]);
    for (list, name) in [
        ("derive:T:f:one,", ""),
        ("derive:T:f:one, two", " two"),
        ("derive:T:f:one:two", "one:two"),
    ] {
        assert_eq!(error(list), (0, DeclErrorKind::NotAnIdentifier(name.to_owned())));
    }
}

#[test]
fn comments_belong_to_the_macro_above_or_the_crate() {
    let decls =
        parsed("doc:0\nbang:a:f\ndoc:1\nderive:B:g\ndoc:2\ndoc:3\nattr:c:h\nbang:d:i\ndoc\n");
    let docs: Vec<_> = decls.macros.iter().map(|decl| decl.about.docs.join("|")).collect();
    assert_eq!(decls.about.docs, ["0"]);
    assert_eq!(docs, ["1", "2|3", "", ""]);
    assert_eq!(decls.macros[2].about.docs.len(), 0);
    assert_eq!(decls.macros[3].about.docs.len(), 1);
}

#[test]
fn text_keeps_its_spaces_and_colons() {
    let decls = parsed("bang:a:f\ndoc:  see https://example.org: it is ü  \n");
    assert_eq!(decls.macros[0].about.docs, ["  see https://example.org: it is ü  "]);
}

#[test]
fn escapes() {
    let doc = |text: &str| parsed(&format!("bang:a:f\ndoc:{text}")).macros[0].about.docs[0].clone();
    assert_eq!(doc(r"\\ \n \r \c"), "\\ \n \r :");
    assert_eq!(doc(r"\\n"), r"\n");
    assert_eq!(doc(r"\\\n"), "\\\n");
    for text in [r"\t", r"\", r"\\\", r"\C", r"\ü"] {
        let list = format!("bang:a:f\ndoc:{text}");
        assert_eq!(error(list), (9, DeclErrorKind::Malformed("doc:TEXT")), "{text}");
    }
}

#[test]
fn deprecations() {
    let deprecation = |fields: &str| {
        let list = format!("bang:a:f\ndeprecated:{fields}");
        let Deprecation { since, note } =
            parsed(&list).macros[0].about.deprecation.clone().unwrap();
        (since.unwrap_or("-".to_owned()), note.unwrap_or("-".to_owned()))
    };
    let is = |since: &str, note: &str| (since.to_owned(), note.to_owned());
    assert_eq!(deprecation(":"), is("-", "-"));
    assert_eq!(deprecation("1.0:"), is("1.0", "-"));
    assert_eq!(deprecation(":b: see c"), is("-", "b: see c"));
    assert_eq!(deprecation(r"long\cago:b\nc"), is("long:ago", "b\nc"));
    assert_eq!(parsed("bang:a:f\n").macros[0].about.deprecation, None);
}

#[test]
fn offsets_are_those_of_the_line() {
    // `ä` has two bytes.
    let list = "bang:a:f\ndoc:ä\n\nwhat:?\n";
    assert_eq!(error(list), (17, DeclErrorKind::UnknownLine("what".to_owned())));
    assert_eq!(error(b"abi:1\nbang:\xff:f\n"), (11, DeclErrorKind::NotUtf8));
}

#[test]
fn functions_may_have_any_name_but_a_colon() {
    assert_eq!(parsed("bang:a:_ZN3foo17h0E.llvm").macros[0].function, "_ZN3foo17h0E.llvm");
    let form = DeclErrorKind::Malformed("bang:NAME:FUNCTION");
    assert_eq!(error("bang:a:f:"), (0, form.clone()));
    assert_eq!(error("bang:a:"), (0, form));
}

#[test]
fn names() {
    for name in ["a", "_a", "A1", "größe", "名前", "try"] {
        assert_eq!(parsed(&format!("bang:{name}:f")).macros[0].name, name);
    }
    for name in ["", "_", "1a", "a-b", "r#try", "a b", "'a", "a\u{200b}"] {
        let kind = DeclErrorKind::NotAnIdentifier(name.to_owned());
        assert_eq!(error(format!("bang:{name}:f")), (0, kind));
    }
}

#[test]
fn versions() {
    assert_eq!(parsed("abi:4294967295").abi_version, Some(u32::MAX));
    for version in ["", "+1", "-1", "1.0", " 1", "4294967296", "1:2"] {
        let kind = DeclErrorKind::Malformed("abi:VERSION");
        assert_eq!(error(format!("abi:{version}")), (0, kind));
    }
    assert_eq!(parsed("abi:1\nabi:1").abi_version, Some(1));
    assert_eq!(error("abi:1\nabi:2"), (6, DeclErrorKind::Contradiction("abi")));
    assert_eq!(error("crate:a:2021\ncrate:a:2024"), (13, DeclErrorKind::Contradiction("crate")));
}

/// A name, a hash, lengths of 40 and 43 bytes, lines, characters of several bytes, and how far ahead
/// the longer text is.
#[test]
fn files_are_sound() {
    let form = "file:NAME:KIND=HASH:LENGTH:LENGTH:LINES:CHARS:NORMALIZED";
    for fields in [
        "a:md5=00:40:43:10,12:5/2,30/4:0/3",
        ":=:0:0:::",
        "a:md5=:40:40:40::",
        "a:md5=:40:40:5:5/2,7/3:",
        "a:md5=:40:40::36/4:40/0",
    ] {
        assert_eq!(parsed(&format!("file:{fields}")).files.len(), 1, "{fields}");
    }
    for fields in ["", "a:md5=00:40:43:10:5/2", "a:md5=00:40:43:10:5/2:0/3:"] {
        let kind = DeclErrorKind::Malformed(form);
        assert_eq!(error(format!("file:{fields}")), (0, kind), "{fields}");
    }
    for fields in [
        // Numbers and the hash.
        "a:md5=00:+40:43:::",
        "a:md5=00:40:-1:::",
        "a:md5=00:4294967296:43:::",
        "a:md5=00:40:43:a::",
        "a:md5=00:40:43::5:",
        "a:md5:40:43:::",
        "a:md5=0:40:43:::",
        "a:md5=+1:40:43:::",
        "a:md5=ä:40:43:::",
        // A line behind the end, lines of too many bytes, a line within a character.
        "a:md5=00:40:43:41::",
        "a:md5=00:40:43:4294967295,1::",
        "a:md5=00:40:43:6:5/2:",
        // Characters of one byte and of five, over the end, over another one, out of order.
        "a:md5=00:40:43::5/1:",
        "a:md5=00:40:43::5/5:",
        "a:md5=00:40:43::37/4:",
        "a:md5=00:40:43::5/3,7/2:",
        "a:md5=00:40:43::30/4,5/2:",
        // Behind the end of either text, out of order.
        "a:md5=00:40:43:::41/0",
        "a:md5=00:40:43:::40/4",
        "a:md5=00:40:43:::1/4294967295",
        "a:md5=00:40:43:::7/1,3/1",
    ] {
        assert_eq!(fields.matches(':').count(), 6, "{fields}");
        let kind = DeclErrorKind::Malformed(form);
        assert_eq!(error(format!("file:{fields}")), (0, kind), "{fields}");
    }
}

#[test]
fn files_are_not_too_long_together() {
    let file = |len: u64| format!("file:a.rs:md5=00:{len}:{len}:::\n");
    assert_eq!(parsed(&file(256 << 20)).files.len(), 1);
    assert_eq!(error(file((256 << 20) + 1)), (0, DeclErrorKind::FilesTooLong));
    let half = file(128 << 20);
    assert_eq!(parsed(&half.repeat(2)).files.len(), 2);
    assert_eq!(error(half.repeat(2) + &file(1)), (2 * half.len(), DeclErrorKind::FilesTooLong));
}

#[test]
fn places_are_in_files() {
    let file = "file:a:md5=00:40:43:10,12:5/2,30/4:0/3\n";
    for place in ["0:0:0", "0:40:40", "0:5:7", "0:4:30", "0:34:40"] {
        assert_eq!(parsed(&format!("{file}quoted:{place}")).quoted.len(), 1, "{place}");
    }
    for place in ["", "0", "0:1", "0:1:2:3", "1:0:0", "0:2:1", "0:0:41", "0:+1:2", "-1:0:0"]
        .into_iter()
        // Within a character.
        .chain(["0:6:10", "0:5:6", "0:0:33"])
    {
        let list = format!("{file}quoted:{place}");
        assert_eq!(error(list), (file.len(), DeclErrorKind::BadPlace), "{place}");
        let list = format!("{file}bang:a:f\nat:{place}");
        assert_eq!(error(list), (file.len() + 9, DeclErrorKind::BadPlace), "{place}");
    }
    assert_eq!(parsed(&format!("{file}at:0:0:0")).about.place.unwrap().end, 0);
    // A file must be listed above.
    assert_eq!(error(format!("quoted:0:0:0\n{file}")), (0, DeclErrorKind::BadPlace));
}

#[test]
fn attributes() {
    let decls = parsed("meta:doc(hidden)\nbang:a:f\nmeta:b = \"c\\cd\\n\"\nmeta:e\n");
    assert_eq!(decls.about.attributes, [Meta::parse("doc(hidden)").unwrap()]);
    let attributes = &decls.macros[0].about.attributes;
    assert_eq!(attributes.iter().map(Meta::to_string).collect::<Vec<_>>(), ["b = \"c:d\n\"", "e"]);
    for meta in ["", "a::", "a:b", "a(", r"a = \t"] {
        assert_eq!(error(format!("meta:{meta}")), (0, DeclErrorKind::Malformed("meta:META")));
    }
}

#[test]
fn items_that_were_configured_out() {
    let file = "file:a:md5=00:40:43:10,12:5/2,30/4:0/3\n";
    let item = |fields: &str| {
        let ConfiguredOut { name, value, place, condition } =
            parsed(&format!("{file}configured_out:{fields}")).configured_out.remove(0);
        (name, value, place.is_some(), condition.is_some())
    };
    let is = |name: &str, value: &str, place, condition| {
        (name.to_owned(), (!value.is_empty()).then(|| value.to_owned()), place, condition)
    };
    assert_eq!(item("a:b:0:1:2:0:3:4"), is("a", "b", true, true));
    assert_eq!(item("a::0:1:2:::"), is("a", "", true, false));
    assert_eq!(item(r"a:b\cc::::::"), is("a", "b:c", false, false));
    let form = "configured_out:NAME:VALUE:FILE:START:END:FILE:START:END";
    for fields in [
        "",
        "a",
        "a:b",
        "a:b:",
        "a:b:0:1:2",
        "a:b:0:1:2:",
        "a:b:0:1:2:0:3",
        "a:b:0:1:2:0:3:4:5",
        "a:b:0:1:41:::",
        "a:b:1:1:2:::",
        "a:b:::::0",
        r"\t:::::::",
        "::::::::",
        ":b::::::",
    ] {
        let list = format!("{file}configured_out:{fields}");
        assert_eq!(error(list), (file.len(), DeclErrorKind::Malformed(form)), "{fields}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list_is_parsed_or_refused(
        lines in prop::collection::vec(
            ("(abi|crate|derive|attr|bang|file|at|quoted|doc|deprecated|meta|configured_out|)", "[a-c1:,()=\"\\\\n_ü]{0,12}"),
            0..8,
        ),
        bytes in any::<Vec<u8>>(),
    ) {
        let mut list: Vec<u8> = Vec::new();
        for (word, fields) in lines {
            list.extend(format!("{word}:{fields}\n").into_bytes());
        }
        for list in [list, bytes] {
            if let Err(error) = parse(&list) {
                prop_assert!(error.offset <= list.len());
            }
        }
    }

    #[test]
    fn any_text_survives_its_escapes(text in any::<String>()) {
        let escaped = text
            .replace('\\', r"\\")
            .replace('\n', r"\n")
            .replace('\r', r"\r")
            .replace(':', r"\c");
        let list = format!("bang:a:f\ndoc:{escaped}\ndeprecated:{escaped}:{escaped}\n");
        let decl = parsed(&list).macros.remove(0);
        let field = (!text.is_empty()).then(|| text.clone());
        let deprecation = Deprecation { since: field.clone(), note: field };
        prop_assert_eq!(decl.about.docs, [text]);
        prop_assert_eq!(decl.about.deprecation, Some(deprecation));
    }
}
