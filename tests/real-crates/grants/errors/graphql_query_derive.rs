//! Queries and schemas that do not fit, or are not there.

use graphql_client::GraphQLQuery;

#[derive(GraphQLQuery)]
#[graphql(schema_path = "files/schema.graphql", query_path = "files/query.graphql")]
struct OtherName;

#[derive(GraphQLQuery)]
#[graphql(query_path = "files/query.graphql")]
struct HeroQuery;

#[derive(GraphQLQuery)]
#[graphql(schema_path = "files/query.graphql", query_path = "files/query.graphql")]
struct NotASchema;

fn main() {}
