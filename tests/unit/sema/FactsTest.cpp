#include "Facts.h"

#include "gtest/gtest.h"

namespace aqua::sema {
namespace {

TEST(Integers, AreReadWithSignUpTo64Bits) {
  EXPECT_EQ(integerText(parseInteger("0").value()), "0");
  EXPECT_EQ(integerText(parseInteger("-1").value()), "-1");
  EXPECT_EQ(integerText(parseInteger("18446744073709551615").value()), "18446744073709551615");
  EXPECT_EQ(integerText(parseInteger("-18446744073709551615").value()), "-18446744073709551615");
  EXPECT_FALSE(parseInteger("18446744073709551616").has_value());
  EXPECT_FALSE(parseInteger("").has_value());
}

TEST(Integers, OfAirAre64BitSigned) {
  EXPECT_TRUE(fitsAir(parseInteger("9223372036854775807").value()));
  EXPECT_FALSE(fitsAir(parseInteger("9223372036854775808").value()));
  EXPECT_TRUE(fitsAir(parseInteger("-9223372036854775808").value()));
  EXPECT_FALSE(fitsAir(parseInteger("-9223372036854775809").value()));
}

class FactsTest : public testing::Test {
protected:
  template <typename T>
  T* make() {
    return new (arena_.Allocate<T>()) T();
  }
  const hir::Expr* read(const hir::Local* local) {
    auto* reference = make<hir::LocalRef>();
    reference->local = local;
    return reference;
  }

  llvm::BumpPtrAllocator arena_;
  Facts facts_;
};

TEST_F(FactsTest, AConstantIsKnownThroughNames) {
  const auto* literal = make<hir::LiteralExpr>();
  const auto* a = make<hir::Local>();
  const auto* b = make<hir::Local>();
  const auto* other = make<hir::Local>();
  facts_.setInteger(literal, 7);
  facts_.setValue(a, literal);
  facts_.setValue(b, read(a));
  EXPECT_EQ(facts_.integer(read(b)), Integer(7));
  EXPECT_FALSE(facts_.integer(read(other)).has_value());
}

TEST_F(FactsTest, LengthsOfArraysAreKnownAndOfNothingElse) {
  auto* array = make<hir::CollectionExpr>();
  const hir::Expr* elements[] = {make<hir::LiteralExpr>(), make<hir::LiteralExpr>()};
  array->elements = elements;
  auto* stream = make<hir::CollectionExpr>();
  stream->collection = types::Collection::Stream;
  auto* nil = make<hir::PredefinedExpr>();
  auto* ttl = make<hir::PredefinedExpr>();
  ttl->value = hir::Predefined::ParticleTtl;
  EXPECT_EQ(facts_.length(array), size_t(2));
  EXPECT_EQ(facts_.length(nil), size_t(0));
  EXPECT_FALSE(facts_.length(stream).has_value());
  EXPECT_FALSE(facts_.length(ttl).has_value());
}

} // namespace
} // namespace aqua::sema
