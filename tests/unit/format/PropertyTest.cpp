// Random programs in random layouts: blanks, line ends and comments wherever the language takes
// them (spec/08 D8). AQUA_SEED and AQUA_PROGRAMS choose others, or more.

#include <cstdlib>

#include "gtest/gtest.h"

#include "Generator.h"
#include "Texts.h"

namespace aqua::format {
namespace {

using T = syntax::TokenKind;

uint64_t fromEnvironment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  uint64_t value = 0;
  return text && !llvm::StringRef(text).getAsInteger(10, value) ? value : otherwise;
}

/// The modules of one random program, in canonical layout.
std::vector<std::string> canonicalModules(uint64_t seed) {
  std::vector<std::string> modules;
  fuzz::Options options;
  options.seed = seed;
  for (const fuzz::File& file : fuzz::Generator(options).generate().files)
    modules.push_back(format(fuzz::toText(file, {})).text);
  return modules;
}

enum class Noise { Blanks, LineEnds, Comments };

/// Another layout of a canonical text.
class Disorder {
public:
  Disorder(llvm::StringRef text, Noise noise, fuzz::Random& random)
      : text_(text), noise_(noise), random_(random), laidOut_(syntax::layOutText(text)) {}

  std::string apply() {
    uint32_t end = 0;
    for (const syntax::Token& token : laidOut_.tokens) {
      if (token.range().isEmpty()) continue;
      gap(text_.slice(end, token.begin), token);
      result_ += token.in(text_);
      end = token.end;
      enter(token.kind);
    }
    result_ += text_.drop_front(end);
    return std::move(result_);
  }

private:
  void enter(T kind) {
    if (syntax::openBrackets.has(kind)) ++depth_;
    if (syntax::closeBrackets.has(kind)) --depth_;
    previous_ = kind;
  }

  void gap(llvm::StringRef space, const syntax::Token& next) {
    // Comments of the program stay as they are, so that there is one change at a time.
    if (space.contains("--") || result_.empty()) {
      result_ += space;
    } else if (space.contains('\n')) {
      betweenLines(space);
    } else {
      insideLine(space, next.kind);
    }
  }

  void betweenLines(llvm::StringRef space) {
    if (noise_ == Noise::Blanks) {
      result_.append(random_.below(3), ' ');
    } else if (noise_ == Noise::Comments && random_.chance(20)) {
      comment(random_.below(3));
    } else if (noise_ == Noise::Comments && random_.chance(20)) {
      result_ += random_.chance(50) ? "\n" : "\n\n";
      comment(random_.below(20));
    }
    result_ += space;
  }

  void insideLine(llvm::StringRef space, T next) {
    result_ += space;
    const bool isAtBracket = depth_ > 0 && (syntax::openBrackets.has(previous_) ||
                                            syntax::closeBrackets.has(next) || next == T::Comma);
    switch (noise_) {
    case Noise::Blanks:
      if (!space.empty() || isAtBracket)
        result_.append(random_.below(3), random_.chance(80) ? ' ' : '\t');
      return;
    case Noise::LineEnds:
      if ((isAtBracket || mayBreak(space)) && random_.chance(20)) startLine();
      return;
    case Noise::Comments:
      if ((!isAtBracket && !mayBreak(space)) || !random_.chance(10)) return;
      if (random_.chance(30)) startLine();
      comment(random_.below(5));
      startLine();
      return;
    }
  }

  /// Inside brackets, and where a line goes on (spec/01 §2.1).
  [[nodiscard]] bool mayBreak(llvm::StringRef space) const {
    constexpr syntax::TokenSet continues{T::Assign, T::DefaultAssign, T::LeftArrow, T::Push,
                                         T::Comma};
    const bool goesOn = continues.has(previous_) || syntax::binaryOperators.has(previous_);
    return !space.empty() && (depth_ > 0 || goesOn);
  }

  /// Deeper than any block of a generated program.
  void startLine() { result_ += "\n" + std::string(60 + random_.below(20), ' '); }

  void comment(size_t column) {
    result_.append(column, ' ');
    result_ += "-- comment " + std::to_string(++comments_);
  }

  llvm::StringRef text_;
  Noise noise_;
  fuzz::Random& random_;
  syntax::LaidOutText laidOut_;
  std::string result_;
  T previous_ = T::None;
  int depth_ = 0; // of brackets
  int comments_ = 0;
};

class RandomPrograms : public testing::TestWithParam<Noise> {
protected:
  /// Calls `check(canonical, disordered)` for modules of random programs.
  template <typename Check>
  void forEach(Check check) {
    const uint64_t first = fromEnvironment("AQUA_SEED", 1);
    const uint64_t count = fromEnvironment("AQUA_PROGRAMS", 40);
    for (uint64_t seed = first; seed < first + count && !HasFailure(); ++seed) {
      fuzz::Random random(seed);
      for (const std::string& module : canonicalModules(seed)) {
        const std::string disordered = Disorder(module, GetParam(), random).apply();
        SCOPED_TRACE("seed " + std::to_string(seed) + ":\n" + disordered);
        check(module, disordered);
      }
    }
  }
};

TEST_P(RandomPrograms, KeepTheirTreeAndTheirCommentsInEveryLayout) {
  forEach([](const std::string& canonical, const std::string& disordered) {
    const Result result = format(disordered);
    ASSERT_EQ(result.outcome, Outcome::Formatted);
    EXPECT_EQ(treeOf(result.text), treeOf(canonical));
    EXPECT_EQ(commentsOf(result.text), commentsOf(disordered));
  });
}

TEST_P(RandomPrograms, AreFormattedOnceForAll) {
  for (const Style style : {Style{4, 100}, Style{2, 30}})
    forEach([&](const std::string&, const std::string& disordered) {
      const std::string once = format(disordered, {style, {}, {}}).text;
      EXPECT_EQ(format(once, {style, {}, {}}).text, once);
    });
}

std::string nameOf(const testing::TestParamInfo<Noise>& noise) {
  switch (noise.param) {
  case Noise::Blanks: return "Blanks";
  case Noise::LineEnds: return "LineEnds";
  case Noise::Comments: return "Comments";
  }
  return "";
}

INSTANTIATE_TEST_SUITE_P(Noise, RandomPrograms,
                         testing::Values(Noise::Blanks, Noise::LineEnds, Noise::Comments), nameOf);

class RandomBlanks : public RandomPrograms {};

TEST_P(RandomBlanks, MakeNoDifference) {
  forEach([](const std::string& canonical, const std::string& disordered) {
    EXPECT_EQ(format(disordered).text, canonical);
  });
}

INSTANTIATE_TEST_SUITE_P(Noise, RandomBlanks, testing::Values(Noise::Blanks), nameOf);

TEST(Edits, LeadFromTheTextToTheResult) {
  for (uint64_t seed = 1; seed < 10; ++seed) {
    fuzz::Random random(seed);
    for (const std::string& module : canonicalModules(seed)) {
      const std::string text = Disorder(module, Noise::Comments, random).apply();
      const Result result = format(text);
      std::string applied;
      uint32_t at = 0;
      for (const Edit& edit : result.edits) {
        EXPECT_LE(at, edit.range.begin);
        applied += text.substr(at, edit.range.begin - at) + edit.text;
        at = edit.range.end;
      }
      applied += text.substr(at);
      EXPECT_EQ(applied, result.text);
    }
  }
}

} // namespace
} // namespace aqua::format
