//! Lists whose elements are named by a number of their own type, so that an index into one list
//! cannot be used with another. It knows nothing of what is in them.
//!
//! rustc and Cranelift have such a list each, `rustc_index::IndexVec` and `cranelift_entity::PrimaryMap`.
//! This crate is built without either, and would need them for these lines alone.
//!
//! Numbers are made by [`IndexVec::push`] only, so looking one up cannot fail: numbers that come from
//! an input file are never turned into one without a check against the file's own lists.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A number that names an element of one kind of [`IndexVec`].
pub trait Id: Copy {
    fn from_index(index: u32) -> Self;
    fn index(self) -> usize;
}

/// Defines number types.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $name(u32);

            impl $crate::index_vec::Id for $name {
                fn from_index(index: u32) -> $name {
                    $name(index)
                }

                fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}
pub(crate) use ids;

#[derive(Debug)]
pub struct IndexVec<I, T> {
    items: Vec<T>,
    id: PhantomData<I>,
}

impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        IndexVec { items: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> IndexVec<I, T> {
    pub fn push(&mut self, item: T) -> I {
        let id = self.next_id();
        self.items.push(item);
        id
    }

    /// What the next element pushed will be called.
    pub fn next_id(&self) -> I {
        // Every element stands for several bytes of a file that is below 4 GiB, or is one of few
        // that the linker makes, so this saturates only in theory.
        I::from_index(u32::try_from(self.items.len()).unwrap_or(u32::MAX))
    }

    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.next_id().index() as u32).map(I::from_index)
    }

    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.ids().zip(&self.items)
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (I, &mut T)> {
        self.ids().zip(&mut self.items)
    }
}

#[allow(clippy::indexing_slicing, reason = "ids are made by `push` only, see above")]
impl<I: Id, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

#[allow(clippy::indexing_slicing, reason = "ids are made by `push` only, see above")]
impl<I: Id, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}
