//! `#[derive(Sequence, Choice, Enumerated, ValueOrd)]`: ASN.1.
//@ dependency: der = { version = "0.7", features = ["derive", "alloc", "oid"] }

use der::asn1::{BitStringRef, ContextSpecific, ObjectIdentifier, Utf8StringRef};
use der::{Any, Choice, Decode, Encode, Enumerated, Sequence, ValueOrd};

#[derive(Clone, Debug, Eq, PartialEq, Sequence)]
struct Algorithm<'a> {
    oid: ObjectIdentifier,
    #[asn1(optional = "true")]
    parameters: Option<Any>,
    name: Utf8StringRef<'a>,
    #[asn1(context_specific = "0", optional = "true", tag_mode = "EXPLICIT")]
    number: Option<u16>,
    #[asn1(default = "yes")]
    flag: bool,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Eq, PartialEq, Choice, ValueOrd)]
enum Time<'a> {
    #[asn1(type = "UTF8String")]
    Text(Utf8StringRef<'a>),
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", type = "BIT STRING")]
    Bits(BitStringRef<'a>),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Enumerated)]
#[repr(u32)]
enum Reason {
    Unspecified = 0,
    Known = 3,
}

fn main() {
    let algorithm = Algorithm {
        oid: ObjectIdentifier::new_unwrap("1.2.840.10045"),
        parameters: None,
        name: Utf8StringRef::new("näme").unwrap(),
        number: Some(300),
        flag: true,
    };
    let bytes = algorithm.to_der().unwrap();
    println!("{bytes:?} {}", Algorithm::from_der(&bytes).unwrap() == algorithm);
    let time = Time::Text(Utf8StringRef::new("now").unwrap());
    println!("{:?} {:?}", time.to_der(), Time::from_der(&[12, 1, 65]));
    println!("{:?} {:?}", Reason::Known.to_der(), Reason::from_der(&[10, 1, 4]).map_err(|error| error.to_string()));
    let _: Option<ContextSpecific<u8>> = None;
}
