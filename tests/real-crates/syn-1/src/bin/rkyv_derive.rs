//! Values that are archived, and read without being parsed.

use rkyv::{Archive, Deserialize, Infallible, Serialize};

#[derive(Archive, Serialize, Deserialize, Debug, PartialEq)]
#[archive(compare(PartialEq))]
#[archive_attr(derive(Debug))]
struct Tree {
    value: u32,
    names: Vec<String>,
    kind: Kind,
    boxed: Option<Box<u16>>,
}

#[derive(Archive, Serialize, Deserialize, Debug, PartialEq)]
#[archive(compare(PartialEq))]
#[archive_attr(derive(Debug))]
enum Kind {
    Leaf,
    Branch(u8, i64),
    Named { loud: bool },
}

fn main() {
    let kinds = [Kind::Leaf, Kind::Branch(1, -2), Kind::Named { loud: true }];
    for (value, kind) in (7..).zip(kinds) {
        let tree = Tree { value, names: vec!["a".into(), "quite a long name".into()], kind, boxed: Some(Box::new(5)) };
        let bytes = rkyv::to_bytes::<_, 256>(&tree).unwrap();
        let archived = unsafe { rkyv::archived_root::<Tree>(&bytes) };
        let back: Tree = archived.deserialize(&mut Infallible).unwrap();
        println!("{} {:?} {} {}", bytes.len(), archived.kind, *archived == tree, back == tree);
    }
}
