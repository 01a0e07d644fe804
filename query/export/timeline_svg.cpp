#include "query/export/timeline_svg.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "query/answer/gaps.hpp"
#include "query/export/escape.hpp"
#include "query/render/output.hpp"

namespace attache::query {
namespace {

constexpr int kLeft = 60, kRight = 20, kTop = 50, kPlot = 240, kBottom = 50;  // pixels
constexpr std::size_t kLeastWidth = 600, kMostWidth = 4000;
constexpr std::size_t kMostLabels = 12;  // below the bars

// Text of an element.
std::string element_text(std::string_view text) { return html_text(xml_text(on_one_line(text))); }

std::string text_at(double x, double y, std::string_view anchor, std::string_view text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, element_text(text));
}

}  // namespace

std::string timeline_svg(const Timeline& line, std::string_view noun, std::string_view question) {
  const auto bars = line.bars.size();
  const auto plot = std::clamp(bars * 14, kLeastWidth - kLeft - kRight, kMostWidth - kLeft - kRight);
  const double step = bars == 0 ? 0 : static_cast<double>(plot) / static_cast<double>(bars);
  std::uint64_t most = 0;
  for (const auto& bar : line.bars) most = std::max(most, bar.count);
  const auto total = std::accumulate(line.bars.begin(), line.bars.end(), std::uint64_t{0},
                                     [](std::uint64_t sum, const TimelineBar& bar) { return sum + bar.count; });
  const auto step_name = schema::name_in(kSteps, line.step);
  std::string described = fmt::format("{} by {}", counted(total, noun), step_name);
  if (bars > 0) {
    const auto highest = std::max_element(line.bars.begin(), line.bars.end(), [](const auto& a, const auto& b) { return a.count < b.count; });
    described += fmt::format(", {} to {}; most in {}: {}", period_name(line.bars.front().first, line.step),
                             period_name(line.bars.back().first, line.step), period_name(highest->first, line.step), highest->count);
  }
  if (line.undated > 0) described += fmt::format("; {} more without a date", line.undated);
  described += ".";
  const auto width = static_cast<std::size_t>(kLeft + kRight) + plot;
  const int height = kTop + kPlot + kBottom;
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n"
      "<title id=\"title\">{2}</title>\n<desc id=\"desc\">{3}</desc>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
      width, height, element_text(question), described);
  out += text_at(kLeft, 24, "start", question);
  const double base = kTop + kPlot;
  for (const auto share : {0.0, 0.5, 1.0}) {
    if (most == 0 || (share == 0.5 && most % 2 != 0)) continue;
    const double y = base - share * kPlot;
    out += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#ccc\"/>\n", kLeft, width - kRight, y, y);
    out += text_at(kLeft - 8, y + 4, "end", std::to_string(static_cast<std::uint64_t>(share * static_cast<double>(most))));
  }
  const auto every = std::max<std::size_t>(1, (bars + kMostLabels - 1) / kMostLabels);
  out += "<g fill=\"#1f5f99\">\n";
  for (std::size_t i = 0; i < bars; ++i) {
    const auto& bar = line.bars[i];
    if (bar.count == 0) continue;
    const double bar_height = std::max(1.0, static_cast<double>(bar.count) / static_cast<double>(most) * kPlot);
    out += fmt::format("<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"><title>{}: {}</title></rect>\n",
                       kLeft + static_cast<double>(i) * step, base - bar_height, std::max(0.5, step * 0.8), bar_height,
                       period_name(bar.first, line.step), counted(bar.count, noun));
  }
  out += "</g>\n";
  for (std::size_t i = 0; i < bars; i += every)
    out += text_at(kLeft + (static_cast<double>(i) + 0.4) * step, base + 18, "middle", period_name(line.bars[i].first, line.step));
  out += text_at(kLeft, base + 40, "start", described);
  return out + "</svg>\n";
}

}  // namespace attache::query
