//! Descriptions of an interface in OpenAPI: the title and the version are those of the package.

use utoipa::{OpenApi, ToSchema};

/// Somebody.
#[derive(ToSchema)]
struct Person {
    /// How they are called.
    #[schema(example = "Ada", min_length = 1)]
    name: String,
    age: Option<u8>,
    friends: Vec<Kind>,
}

#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
enum Kind {
    BestFriend,
    Other,
}

/// Finds a person.
///
/// By number.
#[utoipa::path(
    get,
    path = "/people/{id}",
    params(("id" = u64, Path, description = "The number")),
    responses((status = 200, body = Person), (status = 404, description = "nobody"))
)]
fn person() {}

#[derive(OpenApi)]
#[openapi(paths(person), components(schemas(Person, Kind)))]
struct Api;

fn main() {
    println!("{}", Api::openapi().to_json().unwrap());
}
