//! Values behind `dyn Any`, and errors that are downcast.
use std::any::{Any, TypeId, type_name};
use std::collections::HashMap;

#[derive(Debug, PartialEq, Clone)]
pub struct Hidden(pub u8);

#[derive(Default)]
pub struct Store {
    values: HashMap<TypeId, Box<dyn Any>>,
}

impl Store {
    pub fn put<T: Any>(&mut self, value: T) -> Option<T> {
        let old = self.values.insert(TypeId::of::<T>(), Box::new(value));
        old.and_then(|old| old.downcast().ok()).map(|old| *old)
    }

    pub fn get<T: Any>(&self) -> Option<&T> {
        self.values.get(&TypeId::of::<T>())?.downcast_ref()
    }

    pub fn put_hidden(&mut self) {
        self.values.insert(TypeId::of::<Hidden>(), Box::new(Hidden(42)));
    }

    pub fn hidden(&self) -> Option<u8> {
        self.get::<Hidden>().map(|h| h.0)
    }
}

pub fn id_of_option() -> TypeId {
    TypeId::of::<Option<Hidden>>()
}

pub fn name<T: ?Sized>(_: &T) -> &'static str {
    type_name::<T>()
}
