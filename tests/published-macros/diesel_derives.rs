//! `table!`'s companions: `#[derive(Queryable, Insertable, Identifiable, Associations, AsChangeset, Selectable)]`.
//@ dependency: diesel = { version = "2", default-features = false }

use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

diesel::table! {
    users {
        id -> Integer,
        name -> Text,
        hair_color -> Nullable<Text>,
    }
}

diesel::table! {
    posts (id) {
        id -> Integer,
        user_id -> Integer,
        #[sql_name = "title_text"]
        title -> Text,
    }
}

diesel::joinable!(posts -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Debug, Clone, PartialEq, Queryable, Identifiable, AsChangeset)]
struct User {
    id: i32,
    name: String,
    hair_color: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
struct NewUser<'a> {
    name: &'a str,
    #[diesel(column_name = hair_color)]
    colour: Option<&'a str>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Identifiable, Associations)]
#[diesel(belongs_to(User))]
#[diesel(table_name = posts)]
struct Post {
    id: i32,
    user_id: i32,
    #[diesel(deserialize_as = String)]
    title: String,
}

#[derive(Debug, Clone, Copy, AsExpression)]
#[diesel(sql_type = Integer)]
struct Wrapped(i32);

#[derive(diesel::sql_types::SqlType, Debug)]
#[diesel(sqlite_type(name = "Text"))]
struct MyText;

#[diesel::declare_sql_function]
extern "SQL" {
    /// The lower case of it.
    fn lower(text: Text) -> Text;
}

#[diesel::dsl::auto_type]
fn with_name<'a>(name: &'a str) -> _ {
    let filter: diesel::dsl::Eq<users::name, &'a str> = users::name.eq(name);
    users::table.filter(filter)
}

fn main() {
    let user = User { id: 1, name: "n".into(), hair_color: None };
    let post = Post { id: 2, user_id: 1, title: "t".into() };
    println!("{:?} {:?}", user.id(), post.id());
    println!("{:?}", [post].grouped_by(&[user.clone()]));
    let _ = (Post::belonging_to(&user), with_name("x"), NewUser { name: "n", colour: None });
    let _ = lower(users::name).eq("x");
    println!("{:?} {}", MyText, std::mem::size_of::<Wrapped>());
}
