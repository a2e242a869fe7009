// The verdict table of spec/02 §29, as far as it concerns constructs that are checked, with our
// decisions (§23, §24) where they differ from the reference: `E…` codes are ours.

#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

#include "Program.h"

namespace aqua::sema::test {
namespace {

struct Verdict {
  const char* body;  // lines of `func f(…) …:`, or a whole function if it starts with `func`
  const char* codes; // of the diagnostics, by position; W0501 left out
};

/// What the fragments of the table mention.
const char* const prologue = R"(aqua M declares *
data D:
  name: string
data P:
  x: u8
alias Al: D
alias Scalar: u8
ability A:
  x: u8
ability Two:
  x: u8
  y: u8
service S("s"):
  g() -> u8
  b() -> bool
  u8method() -> u8
  bottom() -> ⊥
  use(x: ⊤)
service NoId:
  m()
func oneResult() -> u8:
  <- 1
func twoResults() -> u8, u8:
  <- 1, 2
func option(x: ?string, y: []string):
  S.use(x)
func collections(x: ?string, y: []string, z: *string):
  S.use(x)
func takesStream(x: *string):
  S.use(x)
func ability{A}(y: u8) -> u8:
  <- A.x + y
func takesArrow(g: -> u8) -> u8:
  x <- g()
  <- x
)";

/// The parameters of `f`.
const char* const parameters =
    "arr: []string, bytes: []u8, opt: ?string, optBool: ?bool, optOfArray: ?[]string, str: string, "
    "stream: *string, bools: *bool, topValue: ⊤, n: u8, c: bool, d: P, dd: ?P, a: A, two: Two, "
    "fn: -> u8";

std::string verdictOf(const Verdict& verdict) {
  const llvm::StringRef body = verdict.body;
  std::string text = prologue;
  if (body.starts_with("func ")) {
    text += body.str() + "\n";
  } else {
    text += std::string("func f(") + parameters + "):\n";
    for (const llvm::StringRef line : llvm::split(body, '\n'))
      text += "  " + line.str() + "\n";
  }
  const std::string all = codesOf(text);
  std::string codes;
  for (const llvm::StringRef code : llvm::split(llvm::StringRef(all), ' ')) {
    if (code == "W0501" || code.empty()) continue;
    codes += (codes.empty() ? "" : " ") + code.str();
  }
  return codes;
}

class VerdictTest : public testing::TestWithParam<Verdict> {};

TEST_P(VerdictTest, IsAsSpecified) {
  EXPECT_EQ(verdictOf(GetParam()), GetParam().codes) << GetParam().body;
}

const Verdict names[] = {
    {"x = \"a\"\nx = \"b\"", "E0308"},
    {"x = \"a\"\nif c:\n  x = \"b\"", "E0308"},
    {"if c:\n  x = 1\nelse:\n  x = 2", ""},
    {"if c:\n  x = 1\nS.use(x)", "E0301"},
    {"on \"p\":\n  x = 1\nS.use(x)", ""},
    {"try:\n  x = 1\nS.use(x)", "E0301"},
    {"for i <- [1]:\n  x = i\nS.use(x)", "E0301"},
    {"S.g()\npar y <- S.g()\nS.use(y)", ""},
    {"co y <- S.g()\nS.use(y)", ""},
    {"for i <- arr:\n  S.use(i)\nfor i <- arr:\n  S.use(i)", ""},
    {"for i <- arr:\n  for i <- bytes:\n    S.use(i)", "E0308"},
    {"for arr <- arr:\n  S.use(arr)", "E0308"},
    {"nil = 1", "E0308"},
    {"func f(nil: u8):\n  S.use(1)", "E0308"},
    {"X = 1\nS.use(X)", ""},
    {"func f(f: string):\n  S.use(f)", ""},
    {"g = (arr: u8):\n  S.use(1)", "E0308"},
    {"g = ():\n  g()", "E0307"},
    {"func f():\n  f()", "E0307"},
    {"func f():\n  later()\nfunc later():\n  x = 1", "E0306"},
    {"NoId.m()", "E0313"},
    {"on \"p\":\n  NoId \"x\"\nNoId.m()", "E0313"},
    {"NoId \"x\"\non \"p\":\n  on \"q\":\n    NoId.m()\nif c:\n  NoId.m()", ""},
    {"NoId \"x\"\nx = NoId\nx.m()", ""},
};
INSTANTIATE_TEST_SUITE_P(Names, VerdictTest, testing::ValuesIn(names));

const Verdict streams[] = {
    {"s: []u8", "E0510"},
    {"bytes <<- 1", "E0508"},
    {"s: *[]u8\nt: *u8\ns <<- t", ""},
    {"s: *u8\ns <<- 70000", "E0425"},
    {"s: *u64\ns <- S.u8method()", ""},
    {"s: *u64\ns = 1", "E0308"},
    {"x, y <- oneResult()", "E0506"},
    {"x <- twoResults()", ""},
    {"twoResults()", ""},
    {"x, x <- twoResults()", "E0308"},
    {"x <- n(1)", "E0430"},
    {"y <- 1", "E0147"},
    {"n", "E0147"},
    {"x <- S.bottom()\ny = x + 1\non x:\n  S.use(y)", ""},
};
INSTANTIATE_TEST_SUITE_P(Streams, VerdictTest, testing::ValuesIn(streams));

const Verdict statements[] = {
    {"on 1:\n  S.g()", "E0401"},
    {"on opt:\n  S.g()", "E0401"},
    {"on stream:\n  S.g()", "E0401"},
    {"on topValue:\n  S.g()", "E0401"},
    {"on arr[0] via arr via opt via str via stream:\n  S.g()", ""},
    {"on \"a\" via bytes:\n  S.g()", "E0401"},
    {"on \"a\" via optOfArray:\n  S.g()", "E0401"},
    {"if n:\n  S.g()", "E0401"},
    {"if optBool:\n  S.g()", "E0401"},
    {"if topValue:\n  S.g()", "E0401"},
    {"if optBool!:\n  S.g()\nif S.b():\n  S.g()\nif bools!:\n  S.g()", ""},
    {"for i <- \"str\":\n  S.g()", "E0511"},
    {"for i <- topValue:\n  S.g()", "E0511"},
    {"x <- S.bottom()\nfor i <- x:\n  S.g()", "E0511"},
    {"for i <- opt:\n  S.use(i)", ""},
    {"for i <- arr rec:\n  S.use(i)", "W0504"},
    {"else:\n  S.g()", "E0501"},
    {"S.g()\nelse:\n  S.g()", "E0501"},
    {"otherwise:\n  S.g()", "E0504"},
    {"par S.g()", "E0505"},
    {"<- 1", "E0513"},
    {"func f() -> u8:\n  <- 1\n  <- 1", "E0512"},
};
INSTANTIATE_TEST_SUITE_P(Statements, VerdictTest, testing::ValuesIn(statements));

const Verdict properties[] = {
    {"x = arr[str]", "E0421"},
    {"x = bytes[1.5]\ny = x + 1", "E0421"},
    {"x = opt[0]", "E0418"},
    {"x = opt!0", "E0418"},
    {"x = n!", "E0419"},
    {"x = \"abc\"[0]", "E0419"},
    {"b <- S.bottom()\nx = b!", "E0419"},
    {"x = bytes[-1]", "E0137"},
    {"x = arr.x", "E0414"},
    {"x = n.y", "E0414"},
    {"x = str.length", "E0414"},
    {"i = n\nx = arr[i + 1]\ny = arr[(i + 1) * 2]\nz = bytes[bytes[0]]\nw = optOfArray![0]", ""},
    {"try:\n  S.g()\ncatch e:\n  x = e.foo", "E0413"},
    {"x = LAST_ERROR.foo", "E0413"},
};
INSTANTIATE_TEST_SUITE_P(Properties, VerdictTest, testing::ValuesIn(properties));

const Verdict values[] = {
    {"x = D(nam = \"a\")", "E0413"},
    {"x = D(name = \"a\", name = \"b\")", "E0411"},
    {"name = \"a\"\nx = D(name)", ""},
    {"x = Al(name = \"a\")", ""},
    {"x = Scalar(x = 1)", "E0409"},
    {"x = d.copy(z = 2)", "E0413"},
    {"x = n.copy(x = 1)", "E0412"},
    {"x = a.copy(x = 1)", "E0412"},
    {"x = dd!.copy(x = 1).x", ""},
    {"x = [fn]", "E0423"},
    {"x = [a]", "E0423"},
    {"s: *u8\ns <<- a", "E0423"},
    {"x = ?[\"a\", \"b\"]\noption(x, x)", ""},
    {"x = []", "E0132"},
    {"x = nil", ""},
    {"option(nil, nil)", ""},
    {"takesStream(nil)", "E0401"},
    {"collections([], ?[], *[])", ""},
    {"option(\"a\", nil)", "E0401"},
    {"ability{S}(1)", "E0402"},
    {"x <- ability{two}(1)", ""},
    {"x <- ability{A(x = 1)}(2)\ny <- ability(a, 2)", ""},
    {"x <- ability(2)", "E0416"},
    {"cb = S.g\nx <- cb()\ny <- takesArrow(S.g)", ""},
};
INSTANTIATE_TEST_SUITE_P(Values, VerdictTest, testing::ValuesIn(values));

const Verdict decisions[] = {
    // §23: accepted by the reference
    {"x = takesStream(stream)", "E0424"},
    {"x = 1 / 0", "E0426"},
    {"x = bytes[0 - 1]", "E0431"},
    {"S.use(fn)", "E0401"},
    {"S.use(S)", "E0401"},
    {"x = S == S", "E0422"},
    {"if c:\n  S.g()\nelse:\n  S.g()\nelse:\n  S.g()", "E0502"},
    {"x = twoResults()", "W0404"},
    {"x = D(name = \"a\") == d", "W0405"},
    {"x = 1\notherwise:\n  S.g()", "W0503"},
    {"func f() -> u8:\n  <- 1\n  S.use(1)", "W0502"},
    {"D = 1", "W0301"},
    {"x = [1, 2]\ny = x[5]", "W0406"},
    {"x = nil!", "W0406"},
    {"join stream", "W0505"},
    {"func f{D}() -> string:\n  <- D.name", "W0408"},
    {"x = ability(d, 1)", "E0401"},
    // §24: rejected by the reference
    {"x = topValue == n", ""},
};
INSTANTIATE_TEST_SUITE_P(Decisions, VerdictTest, testing::ValuesIn(decisions));

} // namespace
} // namespace aqua::sema::test
