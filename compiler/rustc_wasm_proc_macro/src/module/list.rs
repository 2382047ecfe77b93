//! A macro list that is not in the module but beside it: what follows the path in
//! `--wasm-proc-macro 'NAME=PATH;derive:Trait:function:attribute'`. The entries are lines of the list
//! that a module has, those of macros and of the crate only.

use std::fmt;

use crate::module::decls::{self, CrateInfo, DeclErrorKind, Decls, MacroDecl, MacroKind};

/// Stands between the path and the entries, and between these.
const SEPARATOR: char = ';';

/// The macros of a module that does not list them itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroList {
    crate_info: Option<CrateInfo>,
    macros: Vec<MacroDecl>,
}

/// An entry that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListError {
    entry: String,
    /// `None` if there is no entry at all.
    kind: Option<DeclErrorKind>,
}

impl MacroList {
    /// How the entries look, for messages.
    pub const SYNTAX: &str =
        "derive:TRAIT:FUNCTION:ATTRIBUTE,ATTRIBUTE;attr:NAME:FUNCTION;bang:NAME:FUNCTION";

    /// The path in front of a list, and the list if there is one.
    pub fn split(argument: &str) -> (&str, Option<&str>) {
        match argument.split_once(SEPARATOR) {
            Some((path, list)) => (path, Some(list)),
            None => (argument, None),
        }
    }

    /// Parses what follows the path. White space around an entry and empty entries mean nothing, but
    /// there must be a macro.
    pub fn parse(list: &str) -> Result<MacroList, ListError> {
        let mut decls = Decls::default();
        for entry in list.split(SEPARATOR).map(str::trim).filter(|entry| !entry.is_empty()) {
            let error = |kind| ListError { entry: entry.to_owned(), kind: Some(kind) };
            let parse = match entry.starts_with("crate:") {
                true => decls::parse_crate,
                false => decls::parse_macro,
            };
            parse(entry, &mut decls).map_err(error)?;
        }
        if decls.macros.is_empty() {
            return Err(ListError { entry: String::new(), kind: None });
        }
        Ok(MacroList { crate_info: decls.crate_info, macros: decls.macros })
    }

    /// Puts in what the list says.
    pub(crate) fn add_to(&self, decls: &mut Decls) {
        if self.crate_info.is_some() {
            decls.crate_info.clone_from(&self.crate_info);
        }
        decls.macros.clone_from(&self.macros);
    }
}

/// Lists of the same macros in the same order are written alike.
impl fmt::Display for MacroList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(CrateInfo { name, edition }) = &self.crate_info {
            write!(f, "crate:{name}:{edition}{SEPARATOR}")?;
        }
        for (number, MacroDecl { kind, name, function, .. }) in self.macros.iter().enumerate() {
            if number != 0 {
                write!(f, "{SEPARATOR}")?;
            }
            match kind {
                MacroKind::Derive { helper_attrs } => {
                    write!(f, "derive:{name}:{function}")?;
                    if !helper_attrs.is_empty() {
                        write!(f, ":{}", helper_attrs.join(","))?;
                    }
                }
                MacroKind::Attr => write!(f, "attr:{name}:{function}")?,
                MacroKind::Bang => write!(f, "bang:{name}:{function}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Some(kind) => write!(f, "`{}`: {kind}", self.entry),
            None => write!(f, "no macro after the `{SEPARATOR}`"),
        }
    }
}

impl std::error::Error for ListError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_follows_the_first_semicolon() {
        assert_eq!(MacroList::split("a.wasm"), ("a.wasm", None));
        assert_eq!(MacroList::split("a.wasm;"), ("a.wasm", Some("")));
        assert_eq!(MacroList::split("a;bang:b:c;x"), ("a", Some("bang:b:c;x")));
        assert_eq!(MacroList::split(";bang:b:c"), ("", Some("bang:b:c")));
    }

    #[test]
    fn each_kind_of_macro() {
        let text = "derive:One:one:a,b; attr:two:two ;;bang:three:three;derive:Four:four;";
        let list = MacroList::parse(text).unwrap();
        assert_eq!(list.crate_info, None);
        let helper_attrs = vec!["a".to_owned(), "b".to_owned()];
        let expected = [
            (MacroKind::Derive { helper_attrs }, "One", "one"),
            (MacroKind::Attr, "two", "two"),
            (MacroKind::Bang, "three", "three"),
            (MacroKind::Derive { helper_attrs: Vec::new() }, "Four", "four"),
        ];
        let found =
            list.macros.iter().map(|decl| (decl.kind.clone(), &*decl.name, &*decl.function));
        assert_eq!(found.collect::<Vec<_>>(), expected);
        let written = "derive:One:one:a,b;attr:two:two;bang:three:three;derive:Four:four";
        assert_eq!(list.to_string(), written);
        assert_eq!(MacroList::parse(written), Ok(list));
    }

    #[test]
    fn name_and_edition_of_the_crate() {
        let list = MacroList::parse("bang:a:b; crate:some:2018").unwrap();
        assert_eq!(list.to_string(), "crate:some:2018;bang:a:b");
        let mut decls = Decls::default();
        list.add_to(&mut decls);
        let info = CrateInfo { name: "some".to_owned(), edition: "2018".to_owned() };
        assert_eq!((decls.crate_info, decls.macros.len()), (Some(info), 1));
    }

    #[test]
    fn every_mistake_is_named() {
        for (list, message) in [
            ("", "no macro after the `;`"),
            (" ; ", "no macro after the `;`"),
            ("derive", "`derive`: expected `derive:TRAIT:FUNCTION[:ATTRIBUTE,...]`"),
            ("bang:a:b;derive:A:", "`derive:A:`: expected `derive:TRAIT:FUNCTION[:ATTRIBUTE,...]`"),
            ("derive:A:a:b:c", "`derive:A:a:b:c`: `b:c` is not an identifier"),
            ("derive:A:a:b,", "`derive:A:a:b,`: `` is not an identifier"),
            ("attr:a", "`attr:a`: expected `attr:NAME:FUNCTION`"),
            ("bang:a:b:c", "`bang:a:b:c`: expected `bang:NAME:FUNCTION`"),
            ("bang:1:b", "`bang:1:b`: `1` is not an identifier"),
            ("bang:a:b;attr:a:c", "`attr:a:c`: the macro `a` is listed twice"),
            ("macro:a:b", "`macro:a:b`: unknown kind of line `macro`"),
            ("doc:x", "`doc:x`: unknown kind of line `doc`"),
            ("abi:2", "`abi:2`: unknown kind of line `abi`"),
            ("crate:a:2021", "no macro after the `;`"),
            ("crate:a", "`crate:a`: expected `crate:NAME:EDITION`"),
            ("crate:a:2021;crate:b:2021", "`crate:b:2021`: a second, different `crate` line"),
        ] {
            assert_eq!(MacroList::parse(list).unwrap_err().to_string(), message, "{list}");
        }
    }
}
