//! A number for each kind of thing that a program has.

use crate::index_vec::ids;

ids! {
    /// An object that is linked.
    ObjectId;
    /// A name, or a symbol that only one object knows.
    SymbolId;
    /// A function with a body.
    FunctionId;
    /// A data segment of an object.
    SegmentId;
    /// A global with a value.
    GlobalId;
    /// A table that is defined.
    TableId;
    /// A tag that is defined.
    TagId;
    /// A custom section of an object.
    CustomId;
}
