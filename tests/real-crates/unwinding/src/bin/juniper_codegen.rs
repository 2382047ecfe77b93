//! Types of GraphQL by juniper's macros, which report errors by panics that they catch.

use juniper::{
    EmptyMutation, EmptySubscription, GraphQLEnum, GraphQLInputObject, GraphQLObject, GraphQLUnion, RootNode,
    Variables, graphql_interface, graphql_object,
};

#[derive(GraphQLEnum, Clone, Copy)]
enum Episode {
    NewHope,
    #[graphql(name = "JEDI", description = "The last.")]
    Jedi,
}

#[graphql_interface(for = Human)]
trait Character {
    fn name(&self) -> &str;
}

/// Somebody.
#[derive(GraphQLObject)]
#[graphql(impl = CharacterValue)]
struct Human {
    name: String,
    /// In meters.
    height: Option<f64>,
    #[graphql(skip)]
    secret: u8,
}

#[derive(GraphQLObject)]
struct Droid {
    id: i32,
    #[graphql(deprecated = "not known")]
    model: String,
}

#[derive(GraphQLUnion)]
enum Found {
    Human(Human),
    Droid(Droid),
}

#[derive(GraphQLInputObject)]
struct Filter {
    #[graphql(default = 2)]
    id: i32,
    episode: Option<Episode>,
}

struct Query;

#[graphql_object]
impl Query {
    fn hero(&self, episode: Episode) -> Human {
        let name = match episode {
            Episode::NewHope => "Luke",
            Episode::Jedi => "Anakin",
        };
        Human { name: name.into(), height: Some(1.75), secret: 1 }
    }

    fn find(filter: Filter) -> Vec<Found> {
        let human = Human { name: "Leia".into(), height: None, secret: 2 };
        let model = if filter.episode.is_some() { "R2" } else { "C3" };
        vec![Found::Human(human), Found::Droid(Droid { id: filter.id, model: model.into() })]
    }
}

fn main() {
    let schema = RootNode::new(Query, EmptyMutation::<()>::new(), EmptySubscription::<()>::new());
    for query in [
        "{ hero(episode: JEDI) { name height __typename } }",
        "{ find(filter: {episode: NEW_HOPE}) { ... on Human { name } ... on Droid { id model } } }",
        "{ hero { name } }",
    ] {
        let answer = juniper::execute_sync(query, None, &schema, &Variables::new(), &());
        match answer {
            Ok((value, errors)) => println!("{value} {}", errors.len()),
            Err(error) => println!("{error}"),
        }
    }
}
