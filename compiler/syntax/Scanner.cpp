// One pass over the bytes, one switch per token. If a string is not closed up to the end of the
// file, the file is scanned a second time with strings confined to their lines: the error stays
// where it is, and valid files may have strings over several lines (spec/01 §10.2).

#include "Scanner.h"

#include <array>
#include <optional>
#include <string_view>

namespace aqua::syntax {
namespace {

using T = TokenKind;

// ------------------------------------------------------------------------------ Character classes

enum CharClass : uint8_t { WordChar = 1, Digit = 2, StartsToken = 4 };

constexpr std::array<uint8_t, 256> makeCharClasses() {
  std::array<uint8_t, 256> table{};
  for (unsigned char c = 'a'; c <= 'z'; ++c)
    table[c] = WordChar | StartsToken;
  for (unsigned char c = 'A'; c <= 'Z'; ++c)
    table[c] = WordChar | StartsToken;
  for (unsigned char c = '0'; c <= '9'; ++c)
    table[c] = WordChar | Digit | StartsToken;
  table['_'] = WordChar;
  for (const char c : std::string_view(" \t\r\n\"=<>|&!+-*/%?.,:()[]{}"))
    table[static_cast<unsigned char>(c)] = StartsToken;
  return table;
}

constexpr auto charClasses = makeCharClasses();

constexpr bool is(char c, CharClass charClass) {
  return (charClasses[static_cast<unsigned char>(c)] & charClass) != 0;
}

// --------------------------------------------------------------------------------------- Keywords

struct Keyword {
  std::string_view spelling;
  T kind = T::None;
};

constexpr Keyword keywords[] = {
    {"aqua", T::Aqua},     {"module", T::Module},   {"declares", T::Declares},
    {"import", T::Import}, {"use", T::Use},         {"from", T::From},
    {"as", T::As},         {"export", T::Export},   {"service", T::Service},
    {"data", T::Data},     {"ability", T::Ability}, {"alias", T::Alias},
    {"const", T::Const},   {"func", T::Func},       {"on", T::On},
    {"via", T::Via},       {"for", T::For},         {"parseq", T::ParSeq},
    {"if", T::If},         {"else", T::Else},       {"otherwise", T::Otherwise},
    {"try", T::Try},       {"catch", T::Catch},     {"rec", T::Rec},
    {"par", T::Par},       {"co", T::Co},           {"join", T::Join},
    {"true", T::Bool},     {"false", T::Bool},      {"bool", T::Scalar},
    {"string", T::Scalar}, {"i8", T::Scalar},       {"i16", T::Scalar},
    {"i32", T::Scalar},    {"i64", T::Scalar},      {"u8", T::Scalar},
    {"u16", T::Scalar},    {"u32", T::Scalar},      {"u64", T::Scalar},
    {"f32", T::Scalar},    {"f64", T::Scalar},
};

constexpr size_t longestKeyword = 9;

constexpr size_t hashWord(std::string_view word) {
  const auto at = [&](size_t i) { return static_cast<unsigned char>(word[i]); };
  return (at(0) * 5u + at(1) * 3u + at(word.size() - 1) * 7u + word.size()) & 255u;
}

/// Open addressing with linear probing, built by the compiler.
constexpr std::array<Keyword, 256> makeKeywordTable() {
  std::array<Keyword, 256> table{};
  for (const Keyword& keyword : keywords) {
    size_t slot = hashWord(keyword.spelling);
    while (!table[slot].spelling.empty())
      slot = (slot + 1) & 255u;
    table[slot] = keyword;
  }
  return table;
}

constexpr auto keywordTable = makeKeywordTable();

// ---------------------------------------------------------------------------------------- Scanner

enum class Strings { MaySpanLines, EndWithLine };

class Scanner {
public:
  Scanner(llvm::StringRef text, Strings strings)
      : text_(text), end_(static_cast<uint32_t>(text.size())), strings_(strings) {
    result_.tokens.reserve(text.size() / 4 + 16);
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  /// Nothing if a string is unclosed and might have swallowed half the file.
  std::optional<RawTokens> run() {
    while (skipTrivia(), at_ < end_) {
      const uint32_t begin = at_;
      const TokenKind kind = next();
      if (kind == unclosedString) return std::nullopt;
      result_.tokens.push_back({begin, at_, kind, spaceBefore_, startsLine_});
    }
    result_.tokens.push_back({end_, end_, T::EndOfFile, true, true});
    return std::move(result_);
  }

private:
  static constexpr TokenKind unclosedString = T::None;

  [[nodiscard]] char peek(uint32_t ahead = 0) const {
    return at_ + ahead < end_ ? text_[at_ + ahead] : '\0';
  }

  void skipTrivia() {
    const uint32_t begin = at_;
    startsLine_ = result_.tokens.empty();
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == '\n') {
        startsLine_ = true;
        ++at_;
        const bool afterReturn = at_ >= 2 && text_[at_ - 2] == '\r';
        if (!afterReturn && peek() == '\r' && peek(1) != '\n') ++at_; // LF CR is one line end
      } else if (c == ' ' || c == '\t' || (c == '\r' && peek(1) == '\n')) {
        ++at_;
      } else if (c == '-' && peek(1) == '-') {
        skipComment();
      } else {
        break;
      }
    }
    spaceBefore_ = at_ != begin || startsLine_;
  }

  void skipComment() {
    const uint32_t begin = at_;
    while (at_ < end_ && text_[at_] != '\n')
      ++at_;
    // The CR of a CRLF belongs to the line end, any other one to the comment.
    const bool carriageReturn = at_ < end_ && text_[at_ - 1] == '\r';
    result_.comments.push_back({begin, carriageReturn ? at_ - 1 : at_});
  }

  TokenKind take(uint32_t length, TokenKind kind) {
    at_ += length;
    return kind;
  }

  /// `longer` if the next character is `second`, otherwise `shorter`.
  TokenKind takeOneOrTwo(char second, TokenKind longer, TokenKind shorter) {
    return peek(1) == second ? take(2, longer) : take(1, shorter);
  }

  TokenKind next() {
    const char c = text_[at_];
    switch (c) {
    case '"': return string();
    case '(': return take(1, T::LParen);
    case ')': return take(1, T::RParen);
    case '{': return take(1, T::LBrace);
    case '}': return take(1, T::RBrace);
    case '[': return takeOneOrTwo(']', T::Brackets, T::LSquare);
    case ']': return take(1, T::RSquare);
    case '.': return take(1, T::Dot);
    case ',': return take(1, T::Comma);
    case ':': return take(1, T::Colon);
    case '+': return take(1, T::Plus);
    case '/': return take(1, T::Slash);
    case '-': return takeOneOrTwo('>', T::RightArrow, T::Minus);
    case '*': return takeOneOrTwo('*', T::Power, T::Star);
    case '?': return takeOneOrTwo('=', T::DefaultAssign, T::Question);
    case '=': return takeOneOrTwo('=', T::Eq, T::Assign);
    case '>': return takeOneOrTwo('=', T::Ge, T::Gt);
    case '&': return takeOneOrTwo('&', T::And, T::Stray);
    case '|': return takeOneOrTwo('|', T::Or, T::Stray);
    case '<': return less();
    case '!': return bang();
    case '%': return percent();
    default: break;
    }
    if (is(c, Digit)) return number();
    if (is(c, WordChar) && c != '_') return word();
    return stray();
  }

  TokenKind less() {
    if (peek(1) == '<' && peek(2) == '-') return take(3, T::Push);
    if (peek(1) == '-') return take(2, T::LeftArrow);
    return takeOneOrTwo('=', T::Le, T::Lt);
  }

  TokenKind bang() {
    if (peek(1) == '=' && peek(2) == '=') return take(3, T::NotEq);
    return takeOneOrTwo('=', T::Ne, T::Not);
  }

  TokenKind percent() {
    constexpr llvm::StringLiteral initPeer = "%init_peer_id%";
    if (!startsWith(initPeer)) return take(1, T::Percent);
    return take(initPeer.size(), T::InitPeer);
  }

  TokenKind word() {
    const uint32_t begin = at_;
    do
      ++at_;
    while (at_ < end_ && is(text_[at_], WordChar));
    return classifyWord(text_.slice(begin, at_));
  }

  TokenKind number() {
    if (text_[at_] == '0') {
      ++at_;
    } else {
      while (is(peek(), Digit))
        ++at_;
    }
    if (peek() != '.' || !is(peek(1), Digit)) return T::Int;
    ++at_;
    while (is(peek(), Digit))
      ++at_;
    return T::Float;
  }

  TokenKind string() {
    const size_t close = text_.find('"', at_ + 1);
    const llvm::StringRef before =
        text_.slice(at_, close); // not further: lines may be long and full of strings
    const size_t length = strings_ == Strings::EndWithLine ? before.find('\n') : before.npos;
    if (close != text_.npos && length == before.npos) {
      at_ = static_cast<uint32_t>(close + 1);
      return T::String;
    }
    if (strings_ == Strings::MaySpanLines) return unclosedString;
    at_ = length == before.npos ? end_ : at_ + static_cast<uint32_t>(length);
    if (text_[at_ - 1] == '\r') --at_;
    return T::String;
  }

  /// A run of characters that start nothing; a CR that ends no line stands for itself.
  TokenKind stray() {
    if (startsWith("\u22A4")) return take(3, T::Top);
    if (startsWith("\u22A5")) return take(3, T::Bottom);
    const bool carriageReturn = text_[at_] == '\r';
    do
      ++at_;
    while (!carriageReturn && at_ < end_ && !is(text_[at_], StartsToken) && !startsWith("\u22A4") &&
           !startsWith("\u22A5"));
    return T::Stray;
  }

  [[nodiscard]] bool startsWith(llvm::StringRef prefix) const {
    return text_.substr(at_).starts_with(prefix);
  }

  llvm::StringRef text_;
  uint32_t at_ = 0;
  uint32_t end_;
  Strings strings_;
  bool spaceBefore_ = false;
  bool startsLine_ = true;
  RawTokens result_;
};

} // namespace

TokenKind classifyWord(llvm::StringRef word) {
  if (word[0] < 'a') return T::Upper;
  if (word.size() < 2 || word.size() > longestKeyword) return T::Lower;
  const std::string_view spelling(word.data(), word.size());
  for (size_t slot = hashWord(spelling);; slot = (slot + 1) & 255u) {
    const Keyword& keyword = keywordTable[slot];
    if (keyword.spelling == spelling) return keyword.kind;
    if (keyword.spelling.empty()) return T::Lower;
  }
}

bool isUnclosedString(const Token& token, llvm::StringRef text) {
  return token.end - token.begin < 2 || text[token.end - 1] != '"';
}

RawTokens scan(llvm::StringRef text) {
  if (auto tokens = Scanner(text, Strings::MaySpanLines).run()) return std::move(*tokens);
  return *Scanner(text, Strings::EndWithLine).run();
}

} // namespace aqua::syntax
