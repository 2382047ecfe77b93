//! `#[derive(GraphQLQuery)]`, which makes types of a query and a schema.

use graphql_client::GraphQLQuery;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "files/schema.graphql",
    query_path = "files/query.graphql",
    response_derives = "Debug",
    variables_derives = "Clone"
)]
struct HeroQuery;

fn main() {
    let query = HeroQuery::build_query(hero_query::Variables { episode: hero_query::Episode::JEDI });
    println!("{}", serde_json::to_string(&query).unwrap());
    let answer = r#"{"hero": {"name": "R2-D2", "friends": [{"name": "Luke", "height": 1.72}, null]}}"#;
    println!("{:?}", serde_json::from_str::<hero_query::ResponseData>(answer).unwrap());
}
