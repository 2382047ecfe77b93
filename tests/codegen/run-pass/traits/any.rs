//! `dyn Any`: identity of types, downcasts by reference, by value and in maps.
use std::any::{Any, TypeId, type_name, type_name_of_val};
use std::collections::HashMap;
use std::hint::black_box;

struct Own<T: ?Sized>(T);

fn show(value: &dyn Any) -> String {
    if let Some(n) = value.downcast_ref::<i32>() {
        format!("i32 {n}")
    } else if let Some(text) = value.downcast_ref::<&str>() {
        format!("text {text}")
    } else if let Some(own) = value.downcast_ref::<Own<Vec<u8>>>() {
        format!("own {:?}", own.0)
    } else if value.is::<()>() {
        "unit".into()
    } else {
        "unknown".into()
    }
}

fn main() {
    let values: Vec<Box<dyn Any>> =
        black_box(vec![Box::new(5i32), Box::new("five"), Box::new(Own(vec![5u8])), Box::new(()), Box::new(5u32)]);
    for value in &values {
        println!("{} {}", show(&**value), (**value).type_id() == TypeId::of::<i32>());
    }
    let mut map = HashMap::<TypeId, Box<dyn Any>>::new();
    for value in values {
        map.insert((*value).type_id(), value);
    }
    if let Some(n) = map.get_mut(&TypeId::of::<u32>()).and_then(|v| v.downcast_mut::<u32>()) {
        *n += 1;
    }
    println!("{} {:?}", map.len(), map.remove(&TypeId::of::<u32>()).and_then(|v| v.downcast::<u32>().ok()));
    println!("{} {}", type_name::<Option<&'static [u8; 4]>>(), type_name::<fn(i32) -> (u8, String)>());
    println!("{} {}", type_name::<Own<dyn Any>>(), type_name_of_val(&(1, 'x', 2.0)));
    println!("{}", TypeId::of::<&'static str>() == TypeId::of::<&'static [u8]>());
}
