#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "query/export/escape.hpp"
#include "query/export/html_page.hpp"
#include "query/export/writers.hpp"
#include "schema/error.hpp"

namespace attache::query {
namespace {

using kainjow::mustache::data;

constexpr const char* kQuotationHtml = R"(<article id="{{id}}">
<h2>{{#by}}<bdi>{{by}}</bdi>{{/by}}{{^by}}nobody named{{/by}}{{#to}}, to <bdi>{{to}}</bdi>{{/to}} · {{act}} · {{#said}}<time datetime="{{said}}">{{said}}</time>{{/said}}{{^said}}no date{{/said}}{{#unsure}} · unsure{{/unsure}}</h2>
<blockquote>{{quote}}</blockquote>
{{#about}}{{#evidence}}<p class="source">{{ring}}: <bdi>{{evidence}}</bdi></p>
{{/evidence}}{{/about}}<p class="source">in: <bdi>{{context}}</bdi></p>
{{#reason}}<p class="source">why: <bdi>{{reason}}</bdi>, confidence {{confidence}}</p>
{{/reason}}<p class="source">{{#link}}<a href="{{link}}">{{title}}{{^title}}{{link}}{{/title}}</a>{{/link}}{{^link}}<bdi>{{title}}</bdi>{{/link}}{{#outlet}} · <bdi>{{outlet}}</bdi>{{/outlet}}{{#published}} · {{published}}{{/published}}<br>
<bdi>{{file}}</bdi>{{#place}}, <bdi>{{place}}</bdi>{{/place}}, characters {{begin}}-{{end}}, SHA-256 {{sha256}}</p>
</article>
)";

constexpr const char* kArticleHtml = R"(<article id="{{id}}">
<h2>{{#link}}<a href="{{link}}">{{title}}{{^title}}{{link}}{{/title}}</a>{{/link}}{{^link}}<bdi>{{title}}</bdi>{{/link}}{{#outlet}} · <bdi>{{outlet}}</bdi>{{/outlet}} · {{#published}}<time datetime="{{published}}">{{published}}</time>{{/published}}{{^published}}no date{{/published}}</h2>
<p>{{snippet}}</p>
<p class="source">{{quotes}} quotations · <bdi>{{file}}</bdi>{{#place}}, <bdi>{{place}}</bdi>{{/place}}, SHA-256 {{sha256}}</p>
</article>
)";

constexpr const char* kQuotationMarkdown = R"(> {{quote}}

— {{#by}}{{by}}{{/by}}{{^by}}nobody named{{/by}}{{#to}}, to {{to}}{{/to}} · {{act}} · {{#said}}{{said}}{{/said}}{{^said}}no date{{/said}}{{#unsure}} · unsure{{/unsure}}  
{{#link}}[{{title}}{{^title}}{{link}}{{/title}}](<{{{link}}}>){{/link}}{{^link}}{{title}}{{/link}}{{#outlet}} · {{outlet}}{{/outlet}}{{#published}} · {{published}}{{/published}}  
{{#reason}}why: {{reason}}, confidence {{confidence}}  
{{/reason}}{{file}}{{#place}}, {{place}}{{/place}}, characters {{begin}}-{{end}}, SHA-256 {{sha256}}

)";

constexpr const char* kArticleMarkdown = R"(- {{#link}}[{{title}}{{^title}}{{link}}{{/title}}](<{{{link}}}>){{/link}}{{^link}}{{title}}{{/link}}{{#outlet}} · {{outlet}}{{/outlet}}{{#published}} · {{published}}{{/published}}  
  {{snippet}}  
  {{quotes}} quotations · {{file}}{{#place}}, {{place}}{{/place}}, SHA-256 {{sha256}}
)";

using Escape = std::string (*)(std::string_view);

// By the ending of the template's name: what the text around the values is.
Escape escape_for(const WriterOptions& options) {
  if (options.format == Format::Html) return html_text;
  if (options.format == Format::Md) return markdown_text;
  const auto has = [&](std::string_view ending) { return options.template_name.ends_with(ending); };
  if (has(".html") || has(".htm") || has(".xml")) return html_text;
  if (has(".md")) return markdown_text;
  if (has(".tex") || has(".bib")) return latex_text;
  if (has(".json")) return json_text;
  if (has(".csv")) return [](std::string_view text) { return csv_cell(neutralised(plain_text(text))); };
  if (has(".tsv")) return [](std::string_view text) { return tsv_cell(plain_text(text)); };
  return plain_text;
}

std::string text_for(const WriterOptions& options) {
  if (options.format == Format::Template) return options.template_text;
  const bool html = options.format == Format::Html;
  if (options.kind == RecordKind::Quotation) return html ? kQuotationHtml : kQuotationMarkdown;
  return html ? kArticleHtml : kArticleMarkdown;
}

// What is empty, false or unknown is false, so that {{^name}} asks for it; 0 is not.
data data_of(const Json& value) {
  if (value.is_object()) {
    data out(data::type::object);
    for (const auto& [key, inner] : value.items()) out.set(key, data_of(inner));
    return out;
  }
  if (value.is_array()) {
    data out(data::type::list);
    for (const auto& inner : value) out.push_back(data_of(inner));
    return out;
  }
  if (value.is_null() || value == false || value == "") return data(false);
  if (value == true) return data(true);
  return data(value.is_string() ? value.get<std::string>() : value.dump());
}

// The names of one record. What a record does not have is noted; no partials, so that no text of an article is read as a template.
class Names final : public kainjow::mustache::context<std::string> {
 public:
  explicit Names(const data* record) : context(record), record_(record) {}
  const data* get(const std::string& name) const override {
    const data* found = context::get(name);
    if (!found && !may_lack(name)) unknown_ = name;
    return found;
  }
  const data* get_partial(const std::string& name) const override {
    unknown_ = ">" + name;
    return nullptr;
  }
  const std::string& unknown() const { return unknown_; }

 private:
  // "tables.country" where there are no tables.
  bool may_lack(const std::string& name) const {
    const data* at = record_;
    for (std::size_t begin = 0; at && at->is_object(); begin = name.find('.', begin) + 1) {
      at = at->get(name.substr(begin, name.find('.', begin) - begin));
      if (name.find('.', begin) == std::string::npos) return at != nullptr;
    }
    return at != nullptr;
  }

  const data* record_;
  mutable std::string unknown_;
};

class TemplateWriter final : public Writer {
 public:
  TemplateWriter(const WriterOptions& options, Sink sink) : options_(options), sink_(std::move(sink)), template_(text_for(options)) {
    if (!template_.is_valid())
      throw schema::Error(schema::ErrorCode::Usage, fmt::format("{}: {}", options_.template_name, template_.error_message()));
    const Escape escape = escape_for(options_);
    template_.set_custom_escape([escape](const std::string& text) { return escape(text); });
  }

  void begin() override {
    if (options_.format == Format::Html) sink_(page_head(names_of(options_.kind).many));
  }

  void row(std::vector<Json> values) override {
    // Under their names and, as in jsonl, under their paths.
    data record = data_of(object_of(options_.columns, values));
    for (std::size_t i = 0; i < values.size(); ++i) record.set(options_.columns[i].name, data_of(values[i]));
    Names names(&record);
    const auto text = template_.render(names);
    if (!names.unknown().empty())
      throw schema::Error(schema::ErrorCode::Usage,
                          fmt::format("{}: {{{{{}}}}} is no field of {}", options_.template_name, names.unknown(), names_of(options_.kind).many),
                          "attache-query fields lists what there is");
    sink_(text);
  }

  std::vector<std::string> end(const Summary* summary) override {
    const bool html = options_.format == Format::Html;
    if (summary) sink_(html ? html_account(*summary) : markdown_account(*summary));
    if (html) sink_(kPageFoot);
    return {};
  }

 private:
  const WriterOptions options_;
  const Sink sink_;
  kainjow::mustache::mustache template_;
};

}  // namespace

std::unique_ptr<Writer> make_template_writer(const WriterOptions& options, Sink sink) {
  return std::make_unique<TemplateWriter>(options, std::move(sink));
}

}  // namespace attache::query
