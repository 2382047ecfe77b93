//! `#[automock]` and `mock!`: mock objects for traits, generics and modules.

use mockall::{Sequence, automock, mock, predicate};

#[automock(type Item = u32;)]
trait Store {
    type Item;
    fn get(&self, key: &str) -> Option<Self::Item>;
    fn put(&mut self, key: String, value: u32) -> Result<(), String>;
    fn convert<T: Into<u64> + 'static>(&self, value: T) -> u64;
    fn origin() -> &'static str
    where
        Self: Sized;
}

mock! {
    pub Shop<T: Clone + 'static> {
        pub fn sell(&self, item: T) -> T;
    }
    impl<T: Clone + 'static> Clone for Shop<T> {
        fn clone(&self) -> Self;
    }
}

#[automock]
mod outside {
    pub fn temperature(place: &str) -> i32 {
        place.len() as i32
    }
}

fn main() {
    let mut store = MockStore::new();
    let mut order = Sequence::new();
    store
        .expect_put()
        .withf(|key, value| key == "a" && *value > 1)
        .times(1)
        .in_sequence(&mut order)
        .returning(|_, _| Err("full".into()));
    store.expect_get().with(predicate::eq("a")).once().in_sequence(&mut order).return_const(7u32);
    store.expect_convert::<u8>().returning(|value| u64::from(value) * 2);
    println!("{:?} {:?} {}", store.put("a".into(), 2), store.get("a"), store.convert(4u8));
    store.checkpoint();

    let context = MockStore::origin_context();
    context.expect().return_const("mock");
    println!("{}", MockStore::origin());

    let mut shop = MockShop::<String>::new();
    shop.expect_clone().returning(|| {
        let mut shop = MockShop::new();
        shop.expect_sell().returning(|item| item + "!");
        shop
    });
    println!("{}", shop.clone().sell("tea".into()));

    let context = mock_outside::temperature_context();
    context.expect().returning(|place| -(place.len() as i32));
    println!("{} {}", mock_outside::temperature("here"), outside::temperature("here"));

    std::panic::set_hook(Box::new(|info| println!("{}", info.payload_as_str().unwrap_or("?"))));
    let caught = std::panic::catch_unwind(|| MockStore::new().get("unexpected"));
    println!("{}", caught.is_err());
}
