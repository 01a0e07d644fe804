#include "indexer/readers/pdf/pdf_words.hpp"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/readers/isolated.hpp"
#include "schema/words.hpp"

namespace attache::indexer::pdf {
namespace {

using schema::Fault;

// RELIABILITY.md P18 asks for less than 10 s a MB; a page takes some milliseconds.
constexpr std::size_t kLeastTime = 10;  // seconds, and kTimePerMegabyte
constexpr std::size_t kTimePerMegabyte = 5;
constexpr std::size_t kMostTime = 60;
constexpr std::size_t kLeastMemory = std::size_t{512} << 20;  // and 8 times the file
constexpr std::size_t kMostOutput = std::size_t{128} << 20;   // of the child: some two million words

// What the child writes: a line a fact, its kind and its values parted by tabs.
namespace line {
constexpr char kFault = 'F';    // reason
constexpr char kPages = 'N';    // how many
constexpr char kTitle = 'T';    // text
constexpr char kAuthor = 'A';   // text
constexpr char kPage = 'P';     // number, height
constexpr char kWord = 'W';     // left, top, right, bottom, size, space after it, text
constexpr char kPageEnd = 'E';  // "" or why it cannot be read
}  // namespace line

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return schema::one_line(schema::valid_utf8({bytes.data(), bytes.size()}));
}

void emit_page(const poppler::page& page, const Emit& emit) {
  const std::vector<poppler::text_box> boxes = page.text_list(poppler::page::text_list_include_font);
  const bool upright = std::any_of(boxes.begin(), boxes.end(), [](const poppler::text_box& box) { return box.rotation() == 0; });
  std::string out;
  for (const poppler::text_box& box : boxes) {
    if (upright && box.rotation() != 0) continue;
    std::string text = utf8(box.text());
    std::erase(text, ' ');
    std::erase(text, '\0');
    if (text.empty()) continue;
    const poppler::rectf at = box.bbox();
    const double size = box.has_font_info() ? box.get_font_size() : at.height();
    out += fmt::format("{}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.2f}\t{}\t{}\n", line::kWord, at.left(), at.top(), at.right(), at.bottom(),
                       size, box.has_space_after() ? 1 : 0, text);
  }
  emit(out);
}

// In the child.
void emit_document(std::string_view bytes, const Emit& emit) {
  const auto fact = [&](char kind, const auto& value) { emit(fmt::format("{}\t{}\n", kind, value)); };
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return fact(line::kFault, "no readable PDF: damaged or cut");
  if (document->is_locked()) return fact(line::kFault, "encrypted: it opens with a password only");
  const int pages = document->pages();
  if (pages <= 0) return fact(line::kFault, "a PDF without pages");
  fact(line::kPages, pages);
  if (static_cast<std::size_t>(pages) > kMostPages) return;
  fact(line::kTitle, utf8(document->get_title()));
  fact(line::kAuthor, utf8(document->get_author()));
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    emit(fmt::format("{}\t{}\t{:.2f}\n", line::kPage, i + 1, page ? page->page_rect().height() : 0));
    if (page) emit_page(*page, emit);
    fact(line::kPageEnd, page ? "" : "damaged");
  }
}

// Takes the next value off a line.
std::string_view take(std::string_view& line) {
  const std::size_t tab = line.find('\t');
  const std::string_view value = line.substr(0, tab);
  line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  return value;
}

// Takes a number of some million at most; what is none, or no place on a page, is 0.
double take_number(std::string_view& line) {
  const std::string_view value = take(line);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && number > -1e6 && number < 1e6 ? number : 0;
}

// Makes a document of the child's lines. A line that is cut off is left out: the child ended within it.
class Facts {
 public:
  Document read(std::string_view output) {
    for (std::size_t end = output.find('\n'); end != std::string_view::npos; end = output.find('\n')) {
      take_line(output.substr(0, end));
      output.remove_prefix(end + 1);
    }
    return std::move(out_);
  }

  std::size_t pages = 0;
  std::string fault;
  std::optional<std::size_t> open_page;  // the page that the child was at

 private:
  void take_line(std::string_view line) {
    const std::string_view kind = take(line);
    if (kind.size() != 1) return;
    switch (kind.front()) {
      case line::kFault:
        fault = line;
        return;
      case line::kPages:
        pages = static_cast<std::size_t>(std::max(0.0, take_number(line)));
        return;
      case line::kTitle:
        out_.title = line;
        return;
      case line::kAuthor:
        out_.author = line;
        return;
      case line::kPage:
        open_page = static_cast<std::size_t>(std::max(0.0, take_number(line)));
        out_.pages.push_back({*open_page, take_number(line), {}});
        return;
      case line::kPageEnd:
        if (open_page && !line.empty()) {
          out_.faults.push_back({std::string(line), fmt::format("page {}", *open_page)});
          out_.pages.pop_back();
        }
        open_page.reset();
        return;
      default:
        if (open_page) take_word(line);
    }
  }

  void take_word(std::string_view line) {
    Word word;
    for (double* const value : {&word.left, &word.top, &word.right, &word.bottom, &word.size}) *value = take_number(line);
    word.space_after = take(line) == "1";
    word.text = schema::valid_utf8(line);
    if (!word.text.empty()) out_.pages.back().words.push_back(std::move(word));
  }

  Document out_;
};

}  // namespace

schema::Result<Document> words_of(const std::string& bytes) {
  if (bytes.size() > INT_MAX) return Fault{fmt::format("too large: {} bytes", bytes.size()), {}};
  const std::chrono::seconds time(std::min(kMostTime, kLeastTime + kTimePerMegabyte * (bytes.size() >> 20)));
  const Isolated run = run_isolated(emit_document, bytes, {time, kLeastMemory + 8 * bytes.size(), kMostOutput});
  Facts facts;
  Document document = facts.read(run.output);
  if (!facts.fault.empty()) return Fault{facts.fault, {}};
  if (facts.pages > kMostPages) return Fault{fmt::format("too many pages: {}, the limit is {}", facts.pages, kMostPages), {}};
  if (!run.failure.empty()) {
    const std::size_t reached = facts.open_page.value_or(document.pages.empty() ? 1 : document.pages.back().number + 1);
    if (facts.open_page && document.pages.back().words.empty()) document.pages.pop_back();
    const bool last = reached >= facts.pages;
    document.faults.push_back({run.failure + (last ? "" : "; the pages after it were not read"), fmt::format("page {}", reached)});
  }
  if (document.pages.empty()) return document.faults.empty() ? Fault{"a PDF without pages", {}} : document.faults.front();
  return document;
}

}  // namespace attache::indexer::pdf
