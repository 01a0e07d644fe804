#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "query/export/escape.hpp"
#include "query/export/writers.hpp"
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

// In characters: what its header and its example want.
double width_of(const Column& column) {
  constexpr double kLeast = 11;  // of a day
  return std::max({kLeast, static_cast<double>(column.name.size()) + 2, static_cast<double>(column.field->example.size()) + 2});
}

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
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
  }
  ~XlsxWriter() override {
    if (book_) lxw_workbook_free(book_);
  }

  void begin() override { next_sheet(); }

  void row(std::vector<Json> values) override {
    if (row_ == kMostRows) next_sheet();
    for (std::size_t i = 0; i < values.size(); ++i) put_value(static_cast<lxw_col_t>(i), columns_[i], values[i]);
    ++row_;
  }

  std::vector<std::string> end(const Summary* summary) override {
    if (summary) {
      auto* sheet = add_sheet("account");
      lxw_row_t at = 0;
      for (const auto& [key, value] : summary->values.items()) {
        check(worksheet_write_string(sheet, at, 0, key.c_str(), bold_));
        if (value.is_number())
          check(worksheet_write_number(sheet, at, 1, value.get<double>(), nullptr));
        else
          check(worksheet_write_string(sheet, at, 1, xml_text(value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump()).c_str(), nullptr));
        ++at;
      }
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

  void next_sheet() {
    ++sheets_;
    sheet_name_ = sheets_ == 1 ? name_ : fmt::format("{} {}", name_, sheets_);
    sheet_ = add_sheet(sheet_name_);
    worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      check(worksheet_set_column(sheet_, at, at, width_of(columns_[i]), nullptr));
      check(worksheet_write_string(sheet_, 0, at, columns_[i].name.c_str(), bold_));
    }
    row_ = 1;
  }

  void put_value(lxw_col_t at, const Column& column, const Json& value) {
    if (value.is_null()) return;
    if (value.is_number()) return check(worksheet_write_number(sheet_, row_, at, value.get<double>(), nullptr));
    const auto text = xml_text(cell_of(column, value));
    if (column.field->type == FieldType::Day) {
      const auto day = schema::parse_date_range(text)->first;
      if (day.year >= 1901) {  // before it Excel's days are wrong, or none
        lxw_datetime date{day.year, day.month, day.day, 0, 0, 0};
        return check(worksheet_write_datetime(sheet_, row_, at, &date, date_));
      }
    }
    if (fitting(text) == text.size()) return check(worksheet_write_string(sheet_, row_, at, text.c_str(), nullptr));
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
    check(worksheet_write_string(sheet_, row_, at, fmt::format("too long for a cell: sheet \"{}\", row {}", kLongTexts, long_row_).c_str(), nullptr));
  }

  const std::vector<Column> columns_;
  const std::string name_;
  lxw_workbook* book_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_worksheet* long_sheet_ = nullptr;
  std::string sheet_name_;
  lxw_row_t row_ = 0;
  lxw_row_t long_row_ = 0;
  std::size_t sheets_ = 0;
};

}  // namespace

std::unique_ptr<Writer> make_xlsx_writer(const WriterOptions& options) { return std::make_unique<XlsxWriter>(options); }

}  // namespace attache::query
