#include "query/export/html_page.hpp"

#include <fmt/format.h>

#include "query/export/escape.hpp"

namespace attache::query {

std::string page_head(std::string_view title) {
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{0}</title>
<style>
body {{ max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.55 Georgia, serif; color: #1b1b1b; background: #fff; }}
article {{ margin: 0 0 2rem; break-inside: avoid; }}
blockquote {{ margin: 0.3rem 0; padding-left: 1rem; border-left: 3px solid #c9c9c9; white-space: pre-line; }}
p {{ margin: 0.3rem 0; }}
h2 {{ font-size: 1.05rem; margin: 0; }}
.source, table {{ font: 0.85rem/1.5 system-ui, sans-serif; color: #555; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #c9c9c9; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; }}
a {{ color: #0b4f8a; }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #e6e6e6; background: #161616; }} .source, table {{ color: #aaa; }} a {{ color: #8cc4ff; }}
}}
</style>
</head>
<body>
<h1>{0}</h1>
)", html_text(title));
}

}  // namespace attache::query
