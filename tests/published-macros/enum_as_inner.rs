//! `#[derive(EnumAsInner)]`: what is in a variant, by reference and by value.
//@ dependency: enum-as-inner = "0.6"

use enum_as_inner::EnumAsInner;

#[derive(Debug, EnumAsInner)]
enum Value<'a, T> {
    Nothing,
    One(T),
    Pair(u32, &'a str),
    Named { number: i64, list: Vec<u8> },
}

fn main() {
    for mut value in
        [Value::Nothing, Value::One('c'), Value::Pair(1, "one"), Value::Named { number: -1, list: vec![2] }]
    {
        println!("{} {} {} {}", value.is_nothing(), value.is_one(), value.is_pair(), value.is_named());
        if let Some((number, list)) = value.as_named_mut() {
            *number += 1;
            list.push(3);
        }
        println!("{:?} {:?} {:?}", value.as_one(), value.as_pair(), value.as_named());
        println!("{:?}", value.into_pair());
    }
}
