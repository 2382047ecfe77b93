//! `#[derive(Validate)]` of garde.
//@ dependency: garde = { version = "0.22", default-features = false, features = ["derive"] }

use garde::Validate;

#[derive(Validate)]
#[garde(context(Context as ctx))]
struct Form<'a> {
    #[garde(ascii, length(min = 3, max = 25))]
    name: &'a str,
    #[garde(range(max = ctx.max))]
    number: u32,
    #[garde(inner(length(utf16, max = 2)))]
    list: Vec<String>,
    #[garde(custom(even(2)))]
    number_of_pairs: u8,
    #[garde(dive)]
    inner: Option<Inner>,
    #[garde(skip)]
    #[allow(unused)]
    skipped: u8,
    #[garde(required)]
    renamed: Option<u8>,
}

struct Context {
    max: u32,
}

#[derive(Validate)]
#[garde(transparent)]
#[garde(context(Context))]
struct Inner(#[garde(prefix("a"), suffix("z"))] String);

fn even(by: u8) -> impl FnOnce(&u8, &Context) -> garde::Result {
    move |number, _| if number % by == 0 { Ok(()) } else { Err(garde::Error::new("odd")) }
}

fn main() {
    let context = Context { max: 5 };
    let mut form =
        Form { name: "abc", number: 3, list: vec!["a".into()], number_of_pairs: 2, inner: None, skipped: 0, renamed: Some(2) };
    println!("{:?}", form.validate_with(&context).is_ok());
    form = Form { name: "ä", number: 9, number_of_pairs: 3, inner: Some(Inner("x".into())), ..form };
    form.list.push("long".into());
    println!("{}", form.validate_with(&context).unwrap_err());
}
