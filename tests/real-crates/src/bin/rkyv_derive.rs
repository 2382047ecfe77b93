//! rkyv's derives: archived structs, enums and generics, resolvers and remote types.

use rkyv::rancor::Error;
use rkyv::with::Map;
use rkyv::{Archive, Deserialize, Serialize};

#[derive(Archive, Deserialize, Serialize, Debug, PartialEq)]
#[rkyv(compare(PartialEq), derive(Debug))]
struct Scene<T> {
    name: String,
    #[rkyv(with = Map<Half>)]
    sizes: Vec<f64>,
    items: Option<Box<T>>,
    kind: Kind,
}

#[derive(Archive, Deserialize, Serialize, Debug, PartialEq)]
#[rkyv(compare(PartialEq, PartialOrd), derive(Debug), archived = StoredKind)]
#[repr(u8)]
enum Kind {
    Empty,
    Colored(u8, i32),
    #[allow(dead_code)]
    Named { text: String },
}

struct Half;

impl rkyv::with::ArchiveWith<f64> for Half {
    type Archived = u8;
    type Resolver = ();
    fn resolve_with(value: &f64, _: (), out: rkyv::Place<u8>) {
        out.write((value / 2.0) as u8);
    }
}

impl<S: rkyv::rancor::Fallible + ?Sized> rkyv::with::SerializeWith<f64, S> for Half {
    fn serialize_with(_: &f64, _: &mut S) -> Result<(), S::Error> {
        Ok(())
    }
}

impl<D: rkyv::rancor::Fallible + ?Sized> rkyv::with::DeserializeWith<u8, f64, D> for Half {
    fn deserialize_with(value: &u8, _: &mut D) -> Result<f64, D::Error> {
        Ok(f64::from(*value) * 2.0)
    }
}

fn main() {
    let scene = Scene {
        name: "a name that is stored elsewhere".into(),
        sizes: vec![2.0, 5.0],
        items: Some(Box::new(7u32)),
        kind: Kind::Colored(3, -4),
    };
    let bytes = rkyv::to_bytes::<Error>(&scene).unwrap();
    println!("{} {:?}", bytes.len(), &bytes[..]);
    let archived = rkyv::access::<ArchivedScene<u32>, Error>(&bytes).unwrap();
    println!("{archived:?}");
    println!("{} {}", archived.kind == scene.kind, archived.kind < Kind::Colored(4, 0));
    println!("{:?}", rkyv::deserialize::<Scene<u32>, Error>(archived));
    println!("{}", matches!(archived.kind, StoredKind::Colored(3, _)));
    println!("{:?}", rkyv::access::<ArchivedScene<u32>, Error>(&bytes[..8]).is_err());
}
