//! `Cow` borrows until it has to own.
use std::borrow::{Borrow, Cow, ToOwned};
use std::collections::HashMap;
use std::hint::black_box;

fn escaped(text: &str) -> Cow<'_, str> {
    match text.find(['<', '&']) {
        None => Cow::Borrowed(text),
        Some(first) => {
            let mut owned = text[..first].to_owned();
            for c in text[first..].chars() {
                match c {
                    '<' => owned += "&lt;",
                    '&' => owned += "&amp;",
                    c => owned.push(c),
                }
            }
            Cow::Owned(owned)
        }
    }
}

fn absolute(numbers: &mut Cow<'_, [i32]>) {
    for i in 0..numbers.len() {
        if numbers[i] < 0 {
            numbers.to_mut()[i] *= -1;
        }
    }
}

fn is_owned<T: ToOwned + ?Sized>(cow: &Cow<'_, T>) -> bool {
    matches!(cow, Cow::Owned(_))
}

fn main() {
    for text in black_box(["plain", "a<b", "&&", ""]) {
        let cow = escaped(text);
        println!("{cow} {} {}", is_owned(&cow), cow.clone().into_owned().len());
    }
    for numbers in black_box([[1, 2, 3], [1, -2, 3]]) {
        let mut cow = Cow::Borrowed(&numbers[..]);
        absolute(&mut cow);
        println!("{cow:?} {} {}", is_owned(&cow), *cow == numbers[..]);
    }
    let mut text = Cow::from("ab");
    text += "cd";
    text.to_mut().insert(0, '-');
    println!("{text} {:?} {}", Cow::from(vec![1u8, 2]), text < Cow::from("b"));
    let map: HashMap<Cow<'static, str>, u8> = [("static".into(), 1), (String::from("owned").into(), 2)].into();
    println!("{:?} {:?} {}", map.get("owned"), map.get("static"), map.contains_key("x"));
    let borrowed: &str = text.borrow();
    println!("{borrowed} {}", size_of::<Cow<'_, str>>() == size_of::<String>());
    println!("{}", ["a", "b"].iter().copied().collect::<Cow<'_, str>>());
}
