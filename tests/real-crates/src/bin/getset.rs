//! `#[derive(Getters, ...)]`, whose errors come from proc-macro-error2.

use getset::{CloneGetters, CopyGetters, Getters, MutGetters, Setters, WithSetters};

#[derive(Getters, Setters, MutGetters, CopyGetters, CloneGetters, WithSetters, Default, Debug)]
#[getset(get = "pub with_prefix", set)]
struct Account<T: Clone + Copy + Default> {
    /// Who owns it.
    #[getset(get = "pub", set = "pub", get_mut)]
    owner: String,
    #[getset(get_copy, set_with = "pub(crate)")]
    balance: T,
    #[getset(skip)]
    secret: u8,
    history: Vec<T>,
    #[getset(get_clone, set_with)]
    note: std::rc::Rc<str>,
}

#[derive(Getters, CopyGetters)]
struct Tuple<'a>(#[getset(get = "pub")] &'a str);

fn main() {
    let mut account = Account::<i32>::default().with_balance(5).with_note("hi".into());
    account.set_owner("me".into()).owner_mut().push('!');
    account.set_history(vec![1, 2]);
    account.secret = 9;
    println!("{} {} {}", account.get_owner(), account.balance(), account.note());
    println!("{:?} {account:?}", account.get_history());
    println!("{}", Tuple("text").0);
}
