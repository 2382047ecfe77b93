//! `#[derive(FromVariant)]`: `From` for each variant.
//@ dependency: from_variant = "3"

use from_variant::FromVariant;

#[derive(Debug, FromVariant)]
enum Value {
    Number(u32),
    Text(String),
    List(Vec<Value>),
}

#[derive(Debug, FromVariant)]
enum Either<A> {
    Left(Option<A>),
}

fn main() {
    println!("{:?} {:?}", Value::from(1), Value::from("x".to_owned()));
    println!("{:?} {:?}", Value::from(vec![2.into()]), Either::from(Some('c')));
}
