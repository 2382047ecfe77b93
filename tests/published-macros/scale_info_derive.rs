//! `#[derive(TypeInfo)]`: descriptions of types, for the other end of a wire.
//@ dependency: scale-info = { version = "2", features = ["derive", "std", "docs"] }
//@ grant: read @package
//@ grant: read parity_scale_codec_derive=@package

use scale_info::{MetaType, Registry, TypeInfo};

/// A transfer.
#[derive(TypeInfo)]
struct Transfer<T, S> {
    /// From whom.
    from: [u8; 4],
    #[codec(compact)]
    amount: u128,
    inner: Option<T>,
    marker: std::marker::PhantomData<S>,
}

#[derive(TypeInfo)]
#[scale_info(skip_type_params(S), capture_docs = "never")]
enum Event<S: 'static> {
    /// Not captured.
    A,
    #[codec(index = 9)]
    B(Vec<Event<S>>),
    C {
        transfer: Transfer<u8, S>,
    },
}

fn main() {
    let mut registry = Registry::new();
    registry.register_type(&MetaType::new::<Transfer<bool, char>>());
    println!("{:#?}", Event::<u8>::type_info());
    println!("{:?}", Transfer::<bool, char>::type_info().path.segments);
    println!("{}", registry.types().count());
}
