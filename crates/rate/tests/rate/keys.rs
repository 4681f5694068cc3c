//! Printed keys.

#[test]
fn dump() {
    for (name, scheme) in crate::schemes::all() {
        println!("## {name}");
        for row in rate::key(&scheme) {
            println!(
                "{}: {}",
                row.grade.map_or(scheme.unrated.name.clone(), |g| scheme.grades[g].name.clone()),
                row.words
            );
        }
    }
}
