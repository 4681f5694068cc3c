//! The description of the interface as a page, which needs no script.

use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::describe;
use crate::assets::Asset;
use crate::words::say;

/// The page.
pub fn page() -> String {
    let whole: Value = serde_json::from_str(describe::json()).unwrap_or_default();
    let none = serde_json::Map::new();
    let object = |value: &Value, key: &str| value.get(key).and_then(Value::as_object).unwrap_or(&none).clone();
    let paths = object(&whole, "paths");
    let schemas = whole.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    let title = say("api.title");
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href=(Asset::Style.path());
            }
            body {
                a.skip href="#main" { (say("frame.skip")) }
                header.bar { div.who { p.council { a href="/" { (say("frame.site")) } } } }
                main #main tabindex="-1" {
                    h1 { (title) }
                    p.lead { (text(whole.pointer("/info/description"))) }
                    p { (say("api.token")) }
                    p { a href="/api/v1/openapi.json" { (say("api.description")) } }
                    @for (path, asked) in &paths {
                        @for (method, operation) in asked.as_object().unwrap_or(&none) { (operation_said(path, method, operation)) }
                    }
                    h2 { (say("api.shapes")) }
                    @for (name, schema) in schemas { (shape(name, schema)) }
                }
                footer.foot { p { (say("frame.foot")) } }
            }
        }
    };
    page.into_string()
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

fn operation_said(path: &str, method: &str, operation: &Value) -> Markup {
    let scope = operation.pointer("/security/0/token/0").and_then(Value::as_str);
    let body = operation.pointer("/requestBody/content/application~1json/schema");
    let responses = operation.get("responses").and_then(Value::as_object);
    html! {
        h2 id=(text(operation.get("operationId"))) { code { (method.to_uppercase()) " " (path) } }
        p { (text(operation.get("summary"))) }
        @if let Some(says) = operation.get("description") { p { (text(Some(says))) } }
        @if let Some(scope) = scope { p { (say("api.scope")) " " code { (scope) } } }
        @if let Some(body) = body { p { (say("api.sends")) " " (kind(body)) } }
        div.scroll tabindex="0" role="group" aria-label=(say("api.answers")) {
            table {
                caption { (say("api.answers")) }
                thead { tr { th scope="col" { (say("api.status")) } th scope="col" { (say("api.means")) } th scope="col" { (say("api.holds")) } } }
                tbody {
                    @for (status, response) in responses.into_iter().flatten() {
                        tr { th scope="row" { (status) } td { (text(response.get("description"))) } td { (held(response)) } }
                    }
                }
            }
        }
    }
}

fn held(response: &Value) -> Markup {
    let content = response.get("content").and_then(Value::as_object);
    let first = content.and_then(|content| content.iter().next());
    html! { @if let Some((media, one)) = first { @match one.get("schema") { Some(schema) => (kind(schema)), None => (media) } } }
}

/// What a value is, with a link where it has a name.
fn kind(schema: &Value) -> Markup {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next()) {
        return html! { a href={ "#" (name) } { (name) } };
    }
    if let Some(items) = schema.get("items") {
        return html! { (say("api.list")) " " (kind(items)) };
    }
    if let Some(any) = schema.get("oneOf").and_then(Value::as_array) {
        return html! { @for (at, one) in any.iter().enumerate() { @if at > 0 { " / " } (kind(one)) } };
    }
    match schema.get("type") {
        Some(Value::Array(types)) => {
            let names: Vec<&str> = types.iter().filter_map(Value::as_str).collect();
            html! { (names.join(" / ")) }
        }
        one => html! { (text(one)) },
    }
}

fn shape(name: &str, schema: &Value) -> Markup {
    let properties = schema.get("properties").and_then(Value::as_object);
    html! {
        h3 id=(name) { (name) }
        p { (text(schema.get("description"))) }
        dl.facts {
            @for (field, value) in properties.into_iter().flatten() {
                dt { code { (field) } " " span.muted { (kind(value)) } }
                dd { (text(value.get("description"))) }
            }
        }
    }
}
