#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "query/export/escape.hpp"
#include "query/export/writers.hpp"
#include "query/render/display_width.hpp"
#include "schema/error.hpp"

namespace attache::query {
namespace {

// What Excel takes; LibreOffice takes no more rows.
constexpr lxw_row_t kMostRows = 1'048'576;
constexpr std::size_t kMostUnits = 32'767;  // UTF-16, of one cell
constexpr std::string_view kLongTexts = "long texts";

[[noreturn]] void fail(lxw_error error) {
  const bool of_system = error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE || error == LXW_ERROR_READING_TMPFILE ||
                         error == LXW_ERROR_ZIP_FILE_OPERATION || error == LXW_ERROR_ZIP_FILE_ADD || error == LXW_ERROR_ZIP_CLOSE;
  throw schema::Error(schema::ErrorCode::Output, fmt::format("the workbook cannot be written: {}", of_system && errno != 0 ? std::strerror(errno) : lxw_strerror(error)));
}

// Bytes of the longest beginning of valid UTF-8 that a cell takes.
std::size_t fitting(std::string_view text) {
  std::size_t units = 0, at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += size == 4 ? 2 : 1;
    if (units > kMostUnits) return at;
    at += size;
  }
  return at;
}

// Of a column, in characters.
constexpr std::size_t kNarrowest = 8;
constexpr std::size_t kWidest = 60;
constexpr std::size_t kOfLine = 62;     // of the widest column, wrapped at words
constexpr std::size_t kMostLines = 27;  // of a row: 409 points
constexpr std::size_t kArrow = 4;  // what the button of a filter hides of the header

// What is there to be read, in lines as wide as the column.
bool is_wrapped(const Column& column) { return column.field->name == "quote" || column.field->name == "snippet"; }

class XlsxWriter final : public Writer {
 public:
  explicit XlsxWriter(const WriterOptions& options) : columns_(options.columns), name_(names_of(options.kind).many) {
    lxw_workbook_options how{};
    how.constant_memory = LXW_TRUE;  // a row is written before the next begins
    how.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(options.path.c_str(), &how);
    if (!book_) throw std::bad_alloc();
    lxw_doc_properties properties{};
    properties.created = 315532800;  // 1980, as the parts of the file have it: the same answer gives the same bytes
    workbook_set_properties(book_, &properties);
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    // Rows are as high as their longest text: all else stands beside its first line.
    for (auto* format : {&text_, &wrapped_, &date_, &number_}) {
      *format = workbook_add_format(book_);
      format_set_align(*format, LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_text_wrap(wrapped_);
    format_set_num_format(date_, "yyyy-mm-dd");
    format_set_align(date_, LXW_ALIGN_LEFT);  // a day on the right would touch the text beside it
    format_set_align(number_, LXW_ALIGN_LEFT);
  }
  ~XlsxWriter() override {
    if (book_) lxw_workbook_free(book_);
  }

  void begin() override { next_sheet(); }

  void row(std::vector<Json> values) override {
    if (row_ == kMostRows) next_sheet();
    lines_ = 1;
    for (std::size_t i = 0; i < values.size(); ++i) put_value(static_cast<lxw_col_t>(i), columns_[i], values[i]);
    // LibreOffice leaves rows as low as they are; Excel knows none higher than kMostLines.
    if (lines_ > 1) check(worksheet_set_row(sheet_, row_, static_cast<double>(std::min(lines_, kMostLines)) * LXW_DEF_ROW_HEIGHT, nullptr));
    ++row_;
  }

  std::vector<std::string> end(const Summary* summary) override {
    finish_sheet();
    if (summary) {
      auto* sheet = add_sheet("account");
      check(worksheet_set_column(sheet, 0, 0, 18, nullptr));
      check(worksheet_set_column(sheet, 1, 1, 24, nullptr));
      lxw_row_t at = 0;
      for (const auto& [key, value] : summary->values.items()) {
        if (value.is_structured()) continue;  // facets have a sheet of their own
        check(worksheet_write_string(sheet, at, 0, key.c_str(), bold_));
        if (value.is_number())
          check(worksheet_write_number(sheet, at, 1, value.get<double>(), nullptr));
        else
          check(worksheet_write_string(sheet, at, 1, xml_text(value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump()).c_str(), nullptr));
        ++at;
      }
      if (summary->values.contains("facets")) put_facets(summary->values["facets"]);
    }
    errno = 0;
    const auto error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) fail(error);
    std::vector<std::string> notes;
    if (sheets_ > 1) notes.push_back(fmt::format("a sheet of xlsx holds 1,048,576 rows: the rows go on in {} sheets", sheets_));
    if (long_row_ > 1) notes.push_back(fmt::format("a cell of xlsx holds 32,767 characters: {} longer ones stand in the sheet \"{}\"", long_row_ - 1, kLongTexts));
    return notes;
  }

 private:
  static void check(lxw_error error) {
    if (error != LXW_NO_ERROR) fail(error);
  }

  lxw_worksheet* add_sheet(const std::string& name) {
    auto* sheet = workbook_add_worksheet(book_, name.c_str());
    if (!sheet) throw schema::Error(schema::ErrorCode::Output, "the workbook cannot be written: a sheet's temporary file cannot be made");
    return sheet;
  }

  // A row a value, as `facets --format csv` has them; what has none is a row without value.
  void put_facets(const Json& facets) {
    auto* sheet = add_sheet("facets");
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_row_t at = 0;
    const auto row = [&](const Json& facet, const Json& value, const Json& label, const Json& count, lxw_format* format) {
      lxw_col_t column = 0;
      for (const Json* cell : {&facet, &value, &label, &count}) {
        if (cell->is_number())
          check(worksheet_write_number(sheet, at, column, cell->get<double>(), format));
        else if (cell->is_string())
          check(worksheet_write_string(sheet, at, column, xml_text(cell->get<std::string>()).c_str(), format));
        ++column;
      }
      ++at;
    };
    constexpr std::array<double, 4> kWidths{14, 28, 28, 11};
    for (std::size_t i = 0; i < kWidths.size(); ++i) check(worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), kWidths[i], nullptr));
    row("facet", "value", "label", "count", bold_);
    for (const auto& page : facets) {
      for (const auto& value : page["values"]) row(page["facet"], value["value"], value["label"], value["count"], nullptr);
      if (page["without"] > 0) row(page["facet"], nullptr, nullptr, page["without"], nullptr);
    }
  }

  // As wide as what stands in them, and a header that sorts and filters; on paper it stands on each page.
  void finish_sheet() {
    if (!sheet_) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      const auto width = std::clamp(std::max(widths_[i] + 2, columns_[i].name.size() + kArrow), kNarrowest, kWidest);
      check(worksheet_set_column(sheet_, at, at, static_cast<double>(width), nullptr));
    }
    check(worksheet_autofilter(sheet_, 0, 0, std::max<lxw_row_t>(row_, 2) - 1, static_cast<lxw_col_t>(columns_.size() - 1)));
    worksheet_set_landscape(sheet_);
    check(worksheet_repeat_rows(sheet_, 0, 0));
  }

  void next_sheet() {
    finish_sheet();
    ++sheets_;
    sheet_name_ = sheets_ == 1 ? name_ : fmt::format("{} {}", name_, sheets_);
    sheet_ = add_sheet(sheet_name_);
    worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      check(worksheet_write_string(sheet_, 0, at, columns_[i].name.c_str(), bold_));
    }
    widths_.assign(columns_.size(), 0);
    row_ = 1;
  }

  void widen(lxw_col_t at, std::string_view text) {
    auto& width = widths_[at];
    if (text.size() > width && width < kWidest) width = std::max(width, display_width(text));  // no text is wider than its bytes
  }

  void put_value(lxw_col_t at, const Column& column, const Json& value) {
    if (value.is_null()) return;
    if (value.is_number()) {
      widen(at, value.dump());
      return check(worksheet_write_number(sheet_, row_, at, value.get<double>(), number_));
    }
    const auto text = xml_text(cell_of(column, value));
    if (text.empty()) return;
    widen(at, text);
    if (column.field->type == FieldType::Day) {
      const auto day = schema::parse_date_range(text)->first;
      if (day.year >= 1901) {  // before it Excel's days are wrong, or none
        lxw_datetime date{day.year, day.month, day.day, 0, 0, 0};
        return check(worksheet_write_datetime(sheet_, row_, at, &date, date_));
      }
    }
    if (is_wrapped(column)) lines_ = std::max(lines_, display_width(text) / kOfLine + 1);
    if (fitting(text) == text.size()) return check(worksheet_write_string(sheet_, row_, at, text.c_str(), is_wrapped(column) ? wrapped_ : text_));
    put_long(at, text);
  }

  // In pieces, one cell after the other, in a row of a sheet of their own; the cell says where.
  void put_long(lxw_col_t at, std::string_view text) {
    if (!long_sheet_) {
      long_sheet_ = add_sheet(std::string(kLongTexts));
      check(worksheet_write_string(long_sheet_, 0, 0, "cell", bold_));
      check(worksheet_write_string(long_sheet_, 0, 1, "its text, in pieces", bold_));
      long_row_ = 1;
    }
    const auto here = fmt::format("{}, row {}, {}", sheet_name_, row_ + 1, columns_[at].name);
    check(worksheet_write_string(long_sheet_, long_row_, 0, here.c_str(), nullptr));
    for (lxw_col_t piece = 1; !text.empty(); ++piece) {
      const auto size = fitting(text);
      check(worksheet_write_string(long_sheet_, long_row_, piece, std::string(text.substr(0, size)).c_str(), nullptr));
      text.remove_prefix(size);
    }
    ++long_row_;
    check(worksheet_write_string(sheet_, row_, at, fmt::format("too long for a cell: sheet \"{}\", row {}", kLongTexts, long_row_).c_str(), text_));
  }

  const std::vector<Column> columns_;
  const std::string name_;
  lxw_workbook* book_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* wrapped_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_format* number_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_worksheet* long_sheet_ = nullptr;
  std::string sheet_name_;
  std::size_t lines_ = 1;            // of the row
  std::vector<std::size_t> widths_;  // of the longest text of each column of the sheet so far
  lxw_row_t row_ = 0;
  lxw_row_t long_row_ = 0;
  std::size_t sheets_ = 0;
};

}  // namespace

std::unique_ptr<Writer> make_xlsx_writer(const WriterOptions& options) { return std::make_unique<XlsxWriter>(options); }

}  // namespace attache::query
