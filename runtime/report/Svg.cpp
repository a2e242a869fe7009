// The sequence diagram as SVG: a lane per peer, time from top to bottom, arrows where particles
// arrive, boxes where services answer.

#include <algorithm>
#include <map>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Fold.h"
#include "Formats.h"
#include "Text.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

// Sizes in pixels.
constexpr double characterWidth = 6.7; // of the 11 px monospace font
constexpr double smallCharacterWidth = 5.6;
constexpr double lineHeight = 15;
constexpr double boxPadding = 8;
constexpr double boxGap = 8;
constexpr double arrowRowHeight = 24;
constexpr double axisWidth = 64;
constexpr double pageMargin = 20;
constexpr double titleHeight = 58;
constexpr double headerHeight = 50;
constexpr double minBoxWidth = 132;
constexpr double maxBoxWidth = 236;
constexpr size_t maxTitleLines = 2;
constexpr size_t maxResultLines = 3;
/// A diagram of more would be read by nobody, and freeze browsers.
constexpr size_t maxItems = 1500;

constexpr llvm::StringLiteral svgStyle = R"css(
    .bg { fill: #ffffff; }
    text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 11px; fill: #1e293b; }
    .sans { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
    .title { font-size: 15px; font-weight: 600; fill: #0f172a; }
    .subtitle { font-size: 12px; fill: #64748b; }
    .small { font-size: 9.5px; fill: #64748b; }
    .time { font-size: 10px; fill: #94a3b8; }
    .rule { stroke: #eef2f6; stroke-width: 1; }
    .life { stroke: #cbd5e1; stroke-width: 1.5; stroke-dasharray: 2 4; }
    .peer { stroke: none; }
    .peer-init { fill: #4f46e5; } .peer-client { fill: #7c3aed; } .peer-node { fill: #334155; }
    .peer-name { font-size: 13px; font-weight: 600; fill: #ffffff; }
    .peer-id { font-size: 9px; fill: #ffffff; opacity: 0.75; }
    .arrow { stroke: #475569; stroke-width: 1.6; fill: none; }
    .head { fill: #475569; }
    .lost { stroke: #dc2626; stroke-width: 1.6; stroke-dasharray: 5 4; fill: none; }
    .cross { stroke: #dc2626; stroke-width: 2; fill: none; }
    .detour .lost, .detour .cross { stroke: #b8893b; } .detour .small { fill: #93702f; }
    .red { fill: #b91c1c; }
    .box { fill: #ffffff; stroke: #cbd5e1; stroke-width: 1; }
    .call .stripe { fill: #2563eb; } .builtin .stripe { fill: #94a3b8; }
    .callback .stripe, .arguments .stripe { fill: #6366f1; }
    .arguments .box { fill: #f5f5ff; stroke: #c7d2fe; }
    .result .box { fill: #f0fdf4; stroke: #86efac; } .result .stripe { fill: #16a34a; }
    .failed .box { fill: #fef2f2; stroke: #fca5a5; } .failed .stripe { fill: #dc2626; }
    .pending .box { fill: #fffbeb; stroke: #fcd34d; } .pending .stripe { fill: #d97706; }
    .join .box { fill: #f8fafc; stroke: #cbd5e1; stroke-dasharray: 4 3; } .join .stripe { fill: #d97706; }
    .fault .box { fill: #1e293b; } .fault .stripe { fill: #dc2626; } .fault text { fill: #ffffff; }
    .name { font-weight: 600; }
    a:hover .box { stroke: #2563eb; stroke-width: 1.5; }
)css";

struct BoxLine {
  std::string text;
  llvm::StringRef style; // CSS class
};

struct Box {
  const Step* step = nullptr;
  std::vector<BoxLine> lines;

  [[nodiscard]] double height() const {
    return lineHeight * static_cast<double>(lines.size()) + 2 * boxPadding - 4;
  }
};

/// All that happens at one time.
struct Band {
  std::vector<const Message*> arrivals;
  std::vector<Box> boxes;
  std::vector<const Message*> losses;
};

struct Span {
  double left = 0;
  double right = 0;
};

class Drawing {
public:
  Drawing(const Route& route, Links links, llvm::raw_ostream& out)
      : route_(route), links_(links), out_(out) {}

  void draw();

private:
  void measure();
  void collect();
  Box makeBox(const Step& step) const;
  [[nodiscard]] double center(size_t lane) const {
    return axisWidth + boxWidth_ / 2 + static_cast<double>(lane) * laneWidth_;
  }
  [[nodiscard]] size_t boxCharacters() const {
    return static_cast<size_t>((boxWidth_ - 2 * boxPadding - 4) / characterWidth);
  }

  double drawBand(uint64_t time, const Band& band, double y);
  double drawArrows(const std::vector<const Message*>& messages, double y);
  double drawBoxes(const std::vector<Box>& boxes, double y);
  void drawArrow(const Message& message, Span span, double y);
  void drawLoss(const Message& message, Span span, double y);
  void drawBox(const Box& box, double y);
  void drawHeaders();
  void drawHeader(const Lane& lane, double x);
  [[nodiscard]] Span spanOf(const Message& message) const;
  void text(double x, double y, llvm::StringRef style, llvm::StringRef content,
            llvm::StringRef anchor = "start");

  /// Begins and ends what leads to a line of the program.
  void openLink(const std::string& place);
  void closeLink(const std::string& place);
  [[nodiscard]] std::string target(const std::string& place) const {
    return links_ == Links::None ? "" : anchorOf(*route_.source, place);
  }

  const Route& route_;
  const Links links_;
  llvm::raw_ostream& out_;
  std::map<uint64_t, Band> bands_; // by time
  size_t omitted_ = 0;
  double boxWidth_ = minBoxWidth;
  double laneWidth_ = 0;
  double width_ = 0;
  std::string body_;
};

/// Boxes are as wide as their longest text, within bounds.
void Drawing::measure() {
  double widest = minBoxWidth;
  for (const Step& step : route_.steps) {
    size_t characters = textWidth(step.title);
    for (const std::string& line : step.lines)
      characters = std::max(characters, textWidth(line));
    widest =
        std::max(widest, static_cast<double>(characters) * characterWidth + 2 * boxPadding + 8);
  }
  boxWidth_ = std::min(widest, maxBoxWidth);
  laneWidth_ = boxWidth_ + 28;
  const auto lanes = static_cast<double>(std::max<size_t>(route_.lanes.size(), 1));
  width_ = std::max(axisWidth + lanes * laneWidth_ - 28 + pageMargin, 560.0);
}

Box Drawing::makeBox(const Step& step) const {
  Box box{&step, {}};
  const size_t width = boxCharacters();
  if (!step.title.empty())
    for (std::string& line : wrap(step.title, width, maxTitleLines))
      box.lines.push_back({std::move(line), "name"});
  const llvm::StringRef style = step.failed ? "red" : "";
  const bool isList = step.kind == Step::Kind::Arguments;
  for (const std::string& one : step.lines)
    for (std::string& line : wrap(one, width, isList ? 1 : maxResultLines))
      box.lines.push_back({std::move(line), style});
  std::string remark = shortPlace(step.place);
  if (step.delay > 0) remark += fmt::format("{}+{} ms", remark.empty() ? "" : " · ", step.delay);
  if (step.count > 1)
    remark = fmt::format("{}×{}{}", step.count, remark.empty() ? "" : " · ", remark);
  if (!remark.empty()) box.lines.push_back({shorten(remark, width + 4), "small"});
  return box;
}

void Drawing::collect() {
  size_t room = maxItems;
  const auto band = [&](uint64_t time) -> Band* {
    if (room == 0) {
      ++omitted_;
      return nullptr;
    }
    --room;
    return &bands_[time];
  };
  for (const Message& message : route_.messages) {
    Band* target = band(message.isLost() ? message.sent : message.arrival);
    if (target) (message.isLost() ? target->losses : target->arrivals).push_back(&message);
  }
  for (const Step& step : route_.steps)
    if (Band* target = band(step.time)) target->boxes.push_back(makeBox(step));
}

void Drawing::text(double x, double y, llvm::StringRef style, llvm::StringRef content,
                   llvm::StringRef anchor) {
  body_ += fmt::format(R"(<text x="{:.1f}" y="{:.1f}")", x, y);
  if (!style.empty()) body_ += fmt::format(R"( class="{}")", style.str());
  if (anchor != "start") body_ += fmt::format(R"( text-anchor="{}")", anchor.str());
  body_ += ">" + escapeXml(content) + "</text>\n";
}

void Drawing::openLink(const std::string& place) {
  if (const std::string anchor = target(place); !anchor.empty())
    body_ += fmt::format("<a href=\"#{}\">", anchor);
}

void Drawing::closeLink(const std::string& place) {
  if (!target(place).empty()) body_ += "</a>\n";
}

Span Drawing::spanOf(const Message& message) const {
  const double from = center(message.from);
  if (!message.hasLane) return {from, from + laneWidth_ * 0.4};
  const double to = center(message.to);
  return {std::min(from, to), std::max(from, to)};
}

std::string tooltip(const Message& message, const Route& route) {
  std::string text = message.count > 1 ? plural(message.count, "message") + ", " : "";
  text += fmt::format("{} to {}, sent at {} ms", route.lanes[message.from].name, message.toText,
                      message.sent);
  if (message.isLost())
    text += ", not delivered: " + message.obstacle;
  else
    text += fmt::format(", arrives at {}, {}", timesText(message.arrival, message.lastArrival),
                        bytesText(message.bytes));
  return message.place.empty() ? text : text + ", for " + message.place;
}

void Drawing::drawArrow(const Message& message, Span span, double y) {
  const bool goesRight = message.to > message.from;
  const double tip = goesRight ? span.right : span.left;
  const double back = goesRight ? tip - 8 : tip + 8;
  const double start = goesRight ? span.left : span.right;
  body_ += fmt::format("<g><title>{}</title>\n", escapeXml(tooltip(message, route_)));
  body_ += fmt::format(R"(<path class="arrow" d="M{:.1f} {:.1f}H{:.1f}"/>)", start, y, back);
  body_ += fmt::format(R"(<path class="head" d="M{:.1f} {:.1f}L{:.1f} {:.1f}V{:.1f}Z"/>)", tip, y,
                       back, y - 4, y + 4);
  body_ += fmt::format(R"(<circle class="head" cx="{:.1f}" cy="{:.1f}" r="2.5"/>)", start, y);
  body_ += "\n";
  std::string label = shortPlace(message.place);
  label += fmt::format("{}+{} ms", label.empty() ? "" : " · ", message.arrival - message.sent);
  if (message.count > 1) label = fmt::format("{}× · {}", message.count, label);
  const auto room = static_cast<size_t>((span.right - span.left - 16) / smallCharacterWidth);
  // Beside the tail, so that lanes between the ends do not cross the label.
  text(goesRight ? start + 8 : start - 8, y - 4, "small", shorten(label, room),
       goesRight ? "start" : "end");
  body_ += "</g>\n";
}

void Drawing::drawLoss(const Message& message, Span span, double y) {
  const bool goesRight = !message.hasLane || message.to > message.from;
  const double start = goesRight ? span.left : span.right;
  const double length = std::min(span.right - span.left, laneWidth_) * 0.55;
  const double end = goesRight ? start + length : start - length;
  body_ += fmt::format("<g class=\"{}\"><title>{}</title>\n", message.isDetour ? "detour" : "loss",
                       escapeXml(tooltip(message, route_)));
  body_ += fmt::format(R"(<path class="lost" d="M{:.1f} {:.1f}H{:.1f}"/>)", start, y, end);
  body_ += fmt::format(R"(<path class="cross" d="M{0:.1f} {2:.1f}L{1:.1f} {3:.1f}M{0:.1f} )"
                       R"({3:.1f}L{1:.1f} {2:.1f}"/>)",
                       end - 4, end + 4, y - 4, y + 4);
  body_ += "\n";
  std::string label = fmt::format("to {}: {}", shorten(message.toText, 16), message.obstacle);
  if (message.count > 1) label = fmt::format("{}× {}", message.count, label);
  text(goesRight ? start + 8 : start - 8, y - 7, message.isDetour ? "small" : "small red", label,
       goesRight ? "start" : "end");
  body_ += "</g>\n";
}

/// One row for each message, except that messages side by side share one.
double Drawing::drawArrows(const std::vector<const Message*>& messages, double y) {
  std::vector<std::vector<Span>> rows;
  for (const Message* message : messages) {
    Span span = spanOf(*message);
    Span taken = span;
    // The label of a loss may be longer than its arrow.
    if (message->isLost()) taken = {span.left - laneWidth_, span.right + laneWidth_};
    const auto isFree = [&](const std::vector<Span>& row) {
      return llvm::none_of(row, [&](const Span& other) {
        return taken.left < other.right && other.left < taken.right;
      });
    };
    auto row = llvm::find_if(rows, isFree);
    if (row == rows.end()) row = rows.insert(rows.end(), std::vector<Span>());
    row->push_back(taken);
    const double rowY =
        y + arrowRowHeight * static_cast<double>(row - rows.begin()) + arrowRowHeight - 6;
    if (message->isLost())
      drawLoss(*message, span, rowY);
    else
      drawArrow(*message, span, rowY);
  }
  return y + arrowRowHeight * static_cast<double>(rows.size());
}

llvm::StringRef boxClass(const Step& step) {
  if (step.failed) return "failed";
  if (step.pending) return "pending";
  switch (step.kind) {
  case Step::Kind::Arguments: return "arguments";
  case Step::Kind::Call: return "call";
  case Step::Kind::Builtin: return "builtin";
  case Step::Kind::Callback: return "callback";
  case Step::Kind::Result: return "result";
  case Step::Kind::Fault: return "fault";
  case Step::Kind::Join: return "join";
  case Step::Kind::Error:
  case Step::Kind::Crash: return "failed";
  }
  llvm_unreachable("all kinds are listed");
}

void Drawing::drawBox(const Box& box, double y) {
  const Step& step = *box.step;
  const double left = center(step.lane) - boxWidth_ / 2;
  openLink(step.place);
  body_ += fmt::format(R"(<g class="{}"><title>{}</title>)", boxClass(step).str(),
                       escapeXml(step.title + "\n" + llvm::join(step.lines, "\n") +
                                 (step.count > 1 ? fmt::format("\n{} times, at {}", step.count,
                                                               timesText(step.time, step.lastTime))
                                                 : "") +
                                 (step.place.empty() ? "" : "\n" + step.place)));
  body_ += fmt::format(
      R"(<rect class="box" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="4"/>)", left, y,
      boxWidth_, box.height());
  body_ += fmt::format(
      R"(<rect class="stripe" x="{:.1f}" y="{:.1f}" width="4" height="{:.1f}" rx="2"/>)", left, y,
      box.height());
  body_ += "\n";
  double baseline = y + boxPadding + 8;
  for (const BoxLine& line : box.lines) {
    text(left + boxPadding + 4, baseline, line.style, line.text);
    baseline += lineHeight;
  }
  body_ += "</g>\n";
  closeLink(step.place);
}

/// Boxes of one lane below each other, lanes side by side.
double Drawing::drawBoxes(const std::vector<Box>& boxes, double y) {
  if (boxes.empty()) return y;
  std::vector<double> bottoms(route_.lanes.size(), y + 4);
  for (const Box& box : boxes) {
    double& bottom = bottoms[box.step->lane];
    drawBox(box, bottom);
    bottom += box.height() + boxGap;
  }
  return *std::max_element(bottoms.begin(), bottoms.end());
}

double Drawing::drawBand(uint64_t time, const Band& band, double y) {
  body_ += fmt::format(R"(<path class="rule" d="M{:.1f} {:.1f}H{:.1f}"/>)", pageMargin, y,
                       width_ - pageMargin);
  body_ += "\n";
  text(pageMargin, y + 14, "time sans", fmt::format("{} ms", time));
  y = drawArrows(band.arrivals, y + 2);
  y = drawBoxes(band.boxes, y);
  y = drawArrows(band.losses, y);
  return y + boxGap;
}

void Drawing::drawHeader(const Lane& lane, double x) {
  const llvm::StringRef kind = lane.isInit                              ? "init"
                               : lane.kind == network::PeerKind::Client ? "client"
                                                                        : "node";
  const double left = x - boxWidth_ / 2;
  body_ += fmt::format(
      R"(<g><title>{}</title><rect class="peer peer-{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" )"
      R"(height="{:.1f}" rx="7"/>)",
      escapeXml(lane.id), kind.str(), left, titleHeight, boxWidth_, headerHeight - 10);
  body_ += "\n";
  const auto room = static_cast<size_t>((boxWidth_ - 12) / 8);
  const std::string& id = lane.id;
  const std::string shortId = lane.peers > 1   ? shorten(id, 28)
                              : id.size() > 20 ? id.substr(0, 8) + "…" + id.substr(id.size() - 6)
                                               : id;
  text(x, titleHeight + 17, "peer-name sans", shorten(lane.name, room), "middle");
  const llvm::StringRef role = lane.isInit                              ? "starts here · "
                               : lane.kind == network::PeerKind::Client ? "client · "
                                                                        : "";
  // The tooltip has the id, too.
  const std::string both = role.str() + shortId;
  const bool fits = static_cast<double>(textWidth(both)) * smallCharacterWidth < boxWidth_;
  text(x, titleHeight + 31, "peer-id sans", fits || role.empty() ? both : role.rtrim(" ·").str(),
       "middle");
  body_ += "</g>\n";
}

void Drawing::drawHeaders() {
  const auto rows = countRows(route_);
  std::string counts;
  for (const auto& [label, number] : rows)
    if (number != "0") counts += (counts.empty() ? "" : " · ") + number + " " + label;
  text(pageMargin, 24, "title sans", "The way of the particle: " + statusLine(route_));
  if (const std::string folded = foldText(route_); !folded.empty()) counts += " · " + folded;
  text(pageMargin, 43, "subtitle sans", counts);
  for (const auto& [index, lane] : llvm::enumerate(route_.lanes))
    drawHeader(lane, center(index));
}

void Drawing::draw() {
  measure();
  collect();
  drawHeaders();
  double y = titleHeight + headerHeight;
  for (const auto& [time, band] : bands_)
    y = drawBand(time, band, y);
  if (omitted_ > 0)
    text(pageMargin, y + 14, "subtitle sans",
         fmt::format("… and {}, not drawn", plural(omitted_, "more event")));
  const double height = y + pageMargin;
  out_ << fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="{1:.0f}" )"
                      R"(viewBox="0 0 {0:.0f} {1:.0f}" role="img">)",
                      width_, height)
       << "\n<style>" << svgStyle << "</style>\n"
       << fmt::format(R"(<rect class="bg" width="{:.0f}" height="{:.0f}"/>)", width_, height)
       << "\n";
  for (size_t lane = 0; lane < route_.lanes.size(); ++lane)
    out_ << fmt::format(R"(<path class="life" d="M{:.1f} {:.1f}V{:.1f}"/>)", center(lane),
                        titleHeight + headerHeight - 10, y)
         << "\n";
  out_ << body_ << "</svg>\n";
}

} // namespace

void printSvg(const Route& route, Links links, llvm::raw_ostream& out) {
  Drawing(route, links, out).draw();
}

} // namespace aqua::report
