#include <gtest/gtest.h>

#include "entente.h"

namespace {

TEST(Library, NamesEveryStatus) {
  EXPECT_STREQ(entente_status_name(ENTENTE_OK), "OK");
  EXPECT_STREQ(entente_status_name(ENTENTE_E_NOT_FOUND), "E_NOT_FOUND");
  EXPECT_STREQ(entente_status_name(ENTENTE_E_INTERNAL), "E_INTERNAL");
  EXPECT_STREQ(entente_status_name(-1), "E_UNKNOWN");
  EXPECT_STREQ(entente_status_name(14), "E_UNKNOWN");
}

TEST(Error, OfNullIsAbsentEverywhere) {
  EXPECT_EQ(entente_error_status(nullptr), ENTENTE_OK);
  EXPECT_STREQ(entente_error_message(nullptr), "");
  EXPECT_STREQ(entente_error_pointer(nullptr), "");
  EXPECT_EQ(entente_error_line(nullptr), 0);
  entente_error_destroy(nullptr);
}

}  // namespace
