//! `paste!`: names put together, which is made without `syn`.

use paste::paste;

macro_rules! fields {
    ($kind:ident { $($name:ident: $ty:ty),* $(,)? }) => {
        paste! {
            #[doc = "The " $kind " with " [<$($name)*>]]
            #[derive(Debug, Default)]
            struct [<$kind Data>] {
                $([<$name _field>]: $ty,)*
            }
            impl [<$kind Data>] {
                $(
                    const [<$name:upper>]: &'static str = stringify!([<$name:camel>]);
                    fn [<set_ $name:snake>](mut self, value: $ty) -> Self {
                        self.[<$name _field>] = value;
                        self
                    }
                )*
            }
        }
    };
}

fields!(Shop { name: String, itemCount: u32, r#type: Option<u8> });

macro_rules! make {
    ($($lifetime:lifetime)*; $($word:tt)*) => {
        paste! {
            fn [<f_ $($word)*>]<$([<$lifetime _long>]),*>() -> &'static str {
                concat!($("<", stringify!([<$word:lower>]), ">"),*)
            }
        }
    };
}

make!('a; One Two THREE);

mod module {
    paste::item! {
        pub const [<A B C>]: [<u 8>] = 10;
    }
}

fn main() {
    let data = ShopData::default().set_name("x".into()).set_item_count(2).set_type(Some(1));
    println!("{data:?} {} {}", ShopData::NAME, ShopData::ITEMCOUNT);
    println!("{}", f_OneTwoTHREE());
    println!("{}", module::ABC);
}
