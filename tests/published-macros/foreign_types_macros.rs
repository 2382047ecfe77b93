//! `foreign_type!`: types that own something of C, and borrowed forms of them.
//@ dependency: foreign-types = "0.5"

use foreign_types::{ForeignType, ForeignTypeRef, foreign_type};

pub enum FOO {}

unsafe fn free(pointer: *mut FOO) {
    println!("free {}", unsafe { *pointer.cast::<u32>() });
    drop(unsafe { Box::from_raw(pointer.cast::<u32>()) });
}

unsafe fn copy(pointer: *mut FOO) -> *mut FOO {
    Box::into_raw(Box::new(unsafe { *pointer.cast::<u32>() } + 1)).cast()
}

foreign_type! {
    /// A Foo.
    pub unsafe type Foo: Sync + Send {
        type CType = FOO;
        fn drop = free;
        fn clone = copy;
    }

    pub unsafe type Bar<'a, T> {
        type CType = FOO;
        type PhantomData = &'a T;
        fn drop = free;
    }
}

impl FooRef {
    fn number(&self) -> u32 {
        unsafe { *self.as_ptr().cast::<u32>() }
    }
}

fn main() {
    let foo = unsafe { Foo::from_ptr(Box::into_raw(Box::new(6u32)).cast()) };
    let copy = foo.clone();
    println!("{} {} {}", foo.number(), copy.number(), copy.to_owned().number());
    drop(unsafe { Bar::<u8>::from_ptr(Box::into_raw(Box::new(10u32)).cast()) });
}
