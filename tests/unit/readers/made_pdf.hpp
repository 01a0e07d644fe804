// PDFs for tests: text at places on pages, in fonts that every reader knows.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace attache::indexer {

struct PrintedLine {
  double left = 72;
  double top = 72;  // points from the upper edge to the line's foot
  double size = 11;
  std::string text;  // Windows-1252
};
using PrintedPage = std::vector<PrintedLine>;

inline std::string pdf_string(const std::string& text) {
  std::string out = "(";
  for (const char c : text) out += c == '(' || c == ')' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + ")";
}

// `info` is what stands in the document's information ("/Title (Talks)"); `trailer` what the trailer says besides.
inline std::string made_pdf(const std::vector<PrintedPage>& pages, const std::string& info = {}, const std::string& trailer = {}) {
  constexpr double kHeight = 842;
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
                                   "<< " + info + " >>"};
  std::string kids;
  for (const PrintedPage& page : pages) {
    std::string content = "BT\n";
    for (const PrintedLine& line : page)
      content += fmt::format("/F1 {} Tf 1 0 0 1 {} {} Tm {} Tj\n", line.size, line.left, kHeight - line.top, pdf_string(line.text));
    content += "ET";
    kids += fmt::format("{} 0 R ", objects.size() + 1);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                    objects.size() + 2));
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content));
  }
  objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size());
  std::string out = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return out + table +
         fmt::format("trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R {} >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, trailer, out.size());
}

}  // namespace attache::indexer
