//! `#[derive(ZeroFrom)]`: views of owned and borrowed data, which is made with synstructure.

use std::borrow::Cow;

use zerofrom::ZeroFrom;

#[derive(ZeroFrom, Debug, Clone)]
struct Text<'a> {
    name: Cow<'a, str>,
    inner: Inner<'a>,
    number: u8,
}

#[derive(ZeroFrom, Debug, Clone)]
struct Inner<'a>(Cow<'a, [u8]>, &'a str);

#[derive(ZeroFrom, Debug, Clone)]
#[zerofrom(may_borrow(T))]
struct Generic<T>(T, bool);

#[derive(ZeroFrom, Debug, Clone)]
enum Either<'a> {
    Text(Cow<'a, str>),
    #[allow(dead_code)]
    Pair {
        left: Cow<'a, str>,
        #[zerofrom(clone)]
        right: Vec<u8>,
    },
}

#[derive(ZeroFrom, Debug, Clone, Copy)]
struct Plain {
    number: u8,
}

fn is_borrowed(text: &Cow<str>) -> bool {
    matches!(text, Cow::Borrowed(_))
}

fn main() {
    let text = Text { name: "a".to_owned().into(), inner: Inner(vec![1].into(), "b"), number: 3 };
    let view = Text::zero_from(&text);
    println!("{view:?} {}", is_borrowed(&view.name));
    let generic = Generic(Cow::<str>::Owned("x".into()), true);
    let view: Generic<Cow<str>> = Generic::zero_from(&generic);
    println!("{view:?} {}", is_borrowed(&view.0));
    let either = Either::Pair { left: "l".to_owned().into(), right: vec![2] };
    println!("{:?} {:?}", Either::zero_from(&either), Either::zero_from(&Either::Text("t".into())));
    println!("{:?}", Plain::zero_from(&Plain { number: 4 }));
}
