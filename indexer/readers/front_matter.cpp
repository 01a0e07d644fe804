#include "indexer/readers/front_matter.hpp"

#include <algorithm>
#include <optional>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 10;  // longer is no front matter: a text between two rules

// Takes the next line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// "date" of "date: 2024-05-12", with the value left in `line`; nothing where the line does not begin with a key.
std::optional<std::string_view> take_key(std::string_view& line) {
  const auto of_key = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  const auto size = static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), of_key) - line.begin());
  if (size == 0 || line.front() == '-' || size >= line.size() || line[size] != ':') return std::nullopt;
  if (size + 1 < line.size() && line[size + 1] != ' ' && line[size + 1] != '\t') return std::nullopt;
  const std::string_view key = line.substr(0, size);
  line = trim(line.substr(size + 1));
  return key;
}

// Takes what stands in quotation marks at the beginning of `text`; nothing where they are not closed.
std::optional<std::string> take_quoted(std::string_view& text) {
  const char mark = text.front();
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == mark && mark == '\'' && text.substr(i).starts_with("''")) {
      out += text[i++];
    } else if (text[i] == mark) {
      text = trim(text.substr(i + 1));
      return out;
    } else if (text[i] == '\\' && mark == '"' && i + 1 < text.size()) {
      ++i;
      out += text[i] == 'n' || text[i] == 't' ? ' ' : text[i];
    } else {
      out += text[i];
    }
  }
  return std::nullopt;
}

bool is_quoted(std::string_view text) { return text.starts_with('"') || text.starts_with('\''); }

std::string scalar(std::string_view text) {
  if (is_quoted(text))
    if (const auto quoted = take_quoted(text); quoted && (text.empty() || text.starts_with('#'))) return schema::one_line(*quoted);
  const std::size_t comment = text.starts_with('#') ? 0 : text.find(" #");
  return schema::one_line(text.substr(0, comment));
}

void append_item(std::string& list, std::string_view item) {
  if (!item.empty()) list.append(list.empty() ? "" : ", ").append(item);
}

// "[Anna Tolk, 'Roe, Jane']".
std::string flow_list(std::string_view text) {
  text.remove_prefix(1);
  std::string out;
  while (!(text = trim(text)).empty() && !text.starts_with(']')) {
    std::optional<std::string> item;
    if (is_quoted(text)) item = take_quoted(text);
    const std::size_t end = std::min(text.find_first_of(",]"), text.size());
    append_item(out, schema::one_line(item ? *item : text.substr(0, end)));
    text.remove_prefix(end);
    if (text.starts_with(',')) text.remove_prefix(1);
  }
  return out;
}

// Reads the lines one after the other: a key's value goes on over the indented lines and the items below it.
class Lines {
 public:
  void take(std::string_view line) {
    const std::string_view words = trim(line);
    if (words.empty() || words.front() == '#') return;
    const bool indented = line.front() == ' ' || line.front() == '\t';
    std::string_view rest = line;
    if (!indented && take_key_line(rest)) return;
    if (words == "-" || words.starts_with("- "))
      take_item(trim(words.substr(1)));
    else if (indented && key_ && !has_items_)
      value_.append(value_.empty() ? "" : " ").append(words);
  }

  bool any() const { return key_.has_value(); }

  std::vector<std::pair<std::string, std::string>> release() {
    end_value();
    return std::move(values_);
  }

 private:
  bool take_key_line(std::string_view line) {
    const auto key = take_key(line);
    if (!key) return false;
    end_value();
    key_ = std::string(*key);
    has_items_ = false;
    const bool folded = !line.empty() && (line.front() == '>' || line.front() == '|') && line.size() <= 2;
    value_ = folded ? std::string_view() : line;
    return true;
  }

  void take_item(std::string_view item) {
    if (!key_ || (!value_.empty() && !has_items_)) return;
    has_items_ = true;
    if (!is_quoted(item)) take_key(item);  // "name: Anna Tolk"
    append_item(items_, scalar(item));
  }

  void end_value() {
    if (key_) {
      std::string value = has_items_ ? items_ : value_.starts_with('[') ? flow_list(value_) : scalar(value_);
      if (!value.empty()) values_.emplace_back(*key_, std::move(value));
    }
    items_.clear();
    value_.clear();
  }

  std::vector<std::pair<std::string, std::string>> values_;
  std::optional<std::string> key_;  // of the value that is being read
  std::string value_;
  std::string items_;
  bool has_items_ = false;
};

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  if (trim(take_line(rest)) != "---") return {};
  Lines lines;
  while (!rest.empty() && static_cast<std::size_t>(rest.data() - text.data()) < kMostBytes) {
    const std::string_view line = take_line(rest);
    if (trim(line) == "---" || trim(line) == "...") {
      if (!lines.any()) return {};
      return {lines.release(), static_cast<std::size_t>(rest.data() - text.data())};
    }
    lines.take(line);
    if (!lines.any() && !trim(line).empty() && trim(line).front() != '#') return {};  // a rule, and then a text
  }
  return {};
}

}  // namespace attache::indexer
