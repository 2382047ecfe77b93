//! What utoipa's macros refuse.

use utoipa::{OpenApi, ToSchema};

#[derive(ToSchema)]
union Both {
    a: u8,
    b: i8,
}

#[derive(ToSchema)]
struct Unknown {
    #[schema(no_such_option = 5)]
    a: u8,
}

#[utoipa::path(jump, path = "/")]
fn verb() {}

#[utoipa::path(get)]
fn no_path() {}

#[derive(OpenApi)]
#[openapi(paths(absent))]
struct Api;

fn main() {}
