//! What juniper's macros refuse, several errors at once among it.

use juniper::{GraphQLEnum, GraphQLInputObject, GraphQLObject, GraphQLUnion, graphql_interface, graphql_object};

#[derive(GraphQLEnum)]
enum Fields {
    A(u8),
    B { x: u8 },
}

#[derive(GraphQLObject)]
struct Names {
    #[graphql(name = "__first")]
    first: i32,
    #[graphql(name = "__second")]
    second: i32,
    #[graphql(no_such_option)]
    third: i32,
}

#[derive(GraphQLObject)]
struct Twice {
    #[graphql(name = "same")]
    first: i32,
    #[graphql(name = "same")]
    second: i32,
}

#[derive(GraphQLObject)]
struct Empty {}

#[derive(GraphQLInputObject)]
enum Input {
    A,
}

#[derive(GraphQLUnion)]
enum Union {
    A(i32),
    B(i32),
    C { x: i32 },
}

#[graphql_object]
impl Empty {
    fn __hidden(&self, #[graphql(name = "__x")] x: i32) -> i32 {
        x
    }
}

#[graphql_interface]
struct NotATrait {}

fn main() {}
