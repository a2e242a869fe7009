// One change of the tokens or lines of one file.

#include "Mutate.h"

#include <array>

#include "llvm/ADT/StringExtras.h"

namespace aqua::fuzz {

namespace {

/// A range of tokens of one line.
struct Place {
  size_t line = 0;
  size_t first = 0, last = 0; // `last` is behind the last token
};

class Mutator {
public:
  Mutator(Lines& lines, Random& random) : lines_(lines), random_(random) {}

  std::optional<Place> misspell() {
    const auto place = token([](const Token& t) {
      const bool isType = t.role == Role::TypeUse && llvm::isUpper(t.text.front());
      return isType || t.role == Role::VariableUse || t.role == Role::FunctionUse ||
             t.role == Role::MethodUse || t.role == Role::FieldUse;
    });
    if (place) at(*place).text += "Zq";
    return place;
  }

  std::optional<Place> otherLiteral() {
    const auto place = token([](const Token& t) {
      return t.role == Role::Integer || t.role == Role::String || t.role == Role::Bool ||
             t.role == Role::Float;
    });
    if (!place) return place;
    Token& literal = at(*place);
    literal = literal.role == Role::Integer || literal.role == Role::Float
                  ? Token{Role::String, "\"text\""}
                  : Token{Role::Integer, "17"};
    return place;
  }

  std::optional<Place> dropToken() {
    auto place = token([](const Token& t) {
      return t.role == Role::Operator ||
             (t.role == Role::Punctuation && t.text != "⊤" && t.text != "⊥");
    });
    if (!place) return place;
    Tokens& tokens = lines_[place->line].tokens;
    const size_t other = partner(tokens, place->first); // may be what is reported
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(place->first));
    if (tokens.empty()) return std::nullopt;
    if (other == tokens.size() + 1) return around({place->line, place->first, place->first});
    return around({place->line, std::min(place->first, other), std::max(place->first, other)});
  }

  std::optional<Place> strayToken() {
    static constexpr std::array<const char*, 5> strays = {"$", ")", "]", "@", "=>"};
    const auto place = token([](const Token& t) { return t.role != Role::Comment; });
    if (!place) return place;
    Tokens& tokens = lines_[place->line].tokens;
    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(place->last),
                  Token{Role::Punctuation, strays[random_.below(strays.size())]});
    return around({place->line, place->last, place->last + 1});
  }

  std::optional<Place> extraArgument() {
    const auto place = token([](const Token& t) { return t.text == ")"; });
    if (!place) return place;
    Tokens& tokens = lines_[place->line].tokens;
    const Tokens more = {{Role::Punctuation, ","}, {Role::Space, " "}, {Role::Integer, "1"}};
    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(place->first), more.begin(),
                  more.end());
    return call({place->line, place->first, place->first + 3});
  }

  std::optional<Place> noArguments() {
    const auto open = token([](const Token& t) { return t.text == "("; });
    if (!open || open->first == 0) return std::nullopt;
    Tokens& tokens = lines_[open->line].tokens;
    if (tokens[open->first - 1].role == Role::Introduced) return std::nullopt;
    const size_t end = partner(tokens, open->first);
    if (end == tokens.size() || end == open->last) return std::nullopt;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(open->last),
                 tokens.begin() + static_cast<std::ptrdiff_t>(end));
    return Place{open->line, open->first - 1, open->last + 1};
  }

  std::optional<Place> misindent() {
    const auto place = line([](const Line& l) { return l.depth > 0; });
    if (!place) return place;
    Tokens& tokens = lines_[place->line].tokens;
    tokens.insert(tokens.begin(), Token{Role::Space, "     "});
    return Place{place->line, 0, 2};
  }

  std::optional<Place> emptyBlock() {
    const auto place = line([](const Line& l) { return l.tokens.back().text == ":"; });
    if (!place) return place;
    const size_t first = place->line + 1;
    size_t end = first;
    while (end < lines_.size() &&
           (lines_[end].tokens.empty() || lines_[end].depth > lines_[place->line].depth))
      ++end;
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(first),
                 lines_.begin() + static_cast<std::ptrdiff_t>(end));
    return place;
  }

  std::optional<Place> extraResult() {
    const auto place = line([](const Line& l) { return l.tokens.front().text == "<-"; });
    if (!place) return place;
    Tokens& tokens = lines_[place->line].tokens;
    tokens << ", 1";
    return Place{place->line, 0, tokens.size()};
  }

  std::optional<Place> misspellKeyword() {
    const auto place = line([](const Line& l) { return l.tokens.front().role == Role::Keyword; });
    if (!place) return place;
    lines_[place->line].tokens.front().text += "x";
    return place;
  }

  std::optional<Place> defineTwice() {
    const auto place = line([](const Line& l) {
      return l.depth > 0 && l.tokens.front().role == Role::Introduced &&
             l.tokens.back().text != ":" && l.tokens.size() > 2 &&
             (l.tokens[2].text == "=" || l.tokens[2].text == "<-");
    });
    if (!place) return place;
    const Line copy = lines_[place->line];
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(place->line), copy);
    return Place{place->line + 1, 0, 1};
  }

  std::optional<Place> otherOperator() {
    const auto place = token([](const Token& t) { return t.role == Role::Operator; });
    if (!place) return place;
    Token& token = at(*place);
    token.text = token.text == "&&" || token.text == "||" ? "+" : "&&";
    return around(*place);
  }

private:
  Token& at(const Place& place) { return lines_[place.line].tokens[place.first]; }

  /// The other one of a pair of brackets, or the number of tokens.
  static size_t partner(const Tokens& tokens, size_t bracket) {
    std::vector<size_t> open;
    for (size_t i = 0; i < tokens.size(); ++i) {
      const std::string& text = tokens[i].text;
      if (text == "(" || text == "[" || text == "{") open.push_back(i);
      if ((text != ")" && text != "]" && text != "}") || open.empty()) continue;
      if (open.back() == bracket) return i;
      if (i == bracket) return open.back();
      open.pop_back();
    }
    return tokens.size();
  }

  template <typename Suits>
  std::optional<Place> token(Suits suits) {
    std::vector<Place> found;
    for (size_t l = 0; l < lines_.size(); ++l)
      for (size_t t = 0; t < lines_[l].tokens.size(); ++t)
        if (suits(lines_[l].tokens[t])) found.push_back({l, t, t + 1});
    if (found.empty()) return std::nullopt;
    return random_.pick(found);
  }

  template <typename Suits>
  std::optional<Place> line(Suits suits) {
    std::vector<Place> found;
    for (size_t l = 0; l < lines_.size(); ++l)
      if (!lines_[l].tokens.empty() && suits(lines_[l]))
        found.push_back({l, 0, lines_[l].tokens.size()});
    if (found.empty()) return std::nullopt;
    return random_.pick(found);
  }

  /// The place with the nearest tokens on both sides.
  Place around(Place place) const {
    const Tokens& tokens = lines_[place.line].tokens;
    const auto isSpace = [&](size_t at) { return tokens[at].role == Role::Space; };
    while (place.first > 0 && isSpace(place.first - 1))
      --place.first;
    if (place.first > 0) --place.first;
    while (place.last < tokens.size() && isSpace(place.last))
      ++place.last;
    if (place.last < tokens.size()) ++place.last;
    return place;
  }

  /// The place, and the call it is an argument of.
  Place call(Place place) const {
    const Tokens& tokens = lines_[place.line].tokens;
    for (int depth = 0; place.first > 0;) {
      const std::string& text = tokens[--place.first].text;
      if (text == ")") ++depth;
      if (text == "(" && depth-- == 0) break;
    }
    if (place.first > 0) --place.first;
    return place;
  }

  Lines& lines_;
  Random& random_;
};

Position advanced(Position from, llvm::StringRef text) {
  for (const char c : text) {
    if (c == '\n')
      from = {from.line + 1, 1};
    else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
      ++from.column;
  }
  return from;
}

Position positionOf(const File& file, Layout layout, size_t line, size_t token) {
  const Lines before(file.lines.begin(), file.lines.begin() + static_cast<std::ptrdiff_t>(line));
  Position position = advanced({}, toText({file.name, before}, layout));
  position.column += static_cast<size_t>(file.lines[line].depth * layout.indent);
  for (size_t i = 0; i < token; ++i)
    position = advanced(position, file.lines[line].tokens[i].text);
  return position;
}

using Change = std::optional<Place> (Mutator::*)();

struct MutationKind {
  const char* name;
  Change change;
};

constexpr std::array<MutationKind, 12> mutationKinds = {
    {{"misspelled name", &Mutator::misspell},
     {"literal of another type", &Mutator::otherLiteral},
     {"token missing", &Mutator::dropToken},
     {"stray token", &Mutator::strayToken},
     {"argument too many", &Mutator::extraArgument},
     {"arguments missing", &Mutator::noArguments},
     {"wrong indentation", &Mutator::misindent},
     {"empty block", &Mutator::emptyBlock},
     {"result too many", &Mutator::extraResult},
     {"misspelled keyword", &Mutator::misspellKeyword},
     {"defined twice", &Mutator::defineTwice},
     {"other operator", &Mutator::otherOperator}}};

} // namespace

std::optional<Mutation> mutate(Program& program, Random& random, Layout layout) {
  File& file = program.files[random.chance(75) ? 0 : random.below(program.files.size())];
  const MutationKind& kind = mutationKinds[random.below(mutationKinds.size())];
  Mutator mutator(file.lines, random);
  const std::optional<Place> place = (mutator.*kind.change)();
  if (!place) return std::nullopt;
  Mutation mutation{kind.name, file.name, {}, {}};
  mutation.begin = positionOf(file, layout, place->line, place->first);
  mutation.end = positionOf(file, layout, place->line, place->last);
  return mutation;
}

} // namespace aqua::fuzz
