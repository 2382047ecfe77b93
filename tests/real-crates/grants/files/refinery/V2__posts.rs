pub fn migration() -> String {
    format!("CREATE TABLE {} (id INTEGER);", "posts")
}
