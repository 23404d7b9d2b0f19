#include "ui/label_picker.h"

#include <doctest/doctest.h>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

struct PickerHarness : PanelHarness {
  PickerHarness() {
    show("Lists", draw_lists_panel, {0, 0}, {400, 700});
    data.data = "faces.npy";
    data.count = 4;
    data.label_kinds = std::make_shared<const std::vector<LabelKind>>(std::vector<LabelKind>{
        {"hair", {"blue", "red"}, {0, 1, 1, 0}}, {"long", {"0", "1"}, {0, 0, 1, 1}}});
  }
  void choose(ImGuiTestContext& ctx, const char* kind, const char* value) {
    ctx.SetRef("//$FOCUSED");
    ctx.ComboClick((std::string(kind) + "/" + value).c_str());
  }
  std::vector<PickFaces> asked() const {
    std::vector<PickFaces> all;
    for (const UiOutput& one : outputs) {
      for (const IoCommand& command : one.io) {
        if (const auto* pick = std::get_if<PickFaces>(&command)) all.push_back(*pick);
      }
    }
    return all;
  }
};

}  // namespace

TEST_CASE_FIXTURE(PickerHarness, "labels and a number ask for a list, named as people say it") {
  std::string shown;
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/###by label");
    ctx.Yield(2);
    choose(ctx, "###hair", "###red");
    choose(ctx, "###long", "###0");
    ctx.Yield(2);
    CHECK(state.label_pick.matching == 1);
    ctx.SetRef("//$FOCUSED");
    ctx.ItemInputValue("###how many", 5);
    ctx.ItemClick("###make list");
    ctx.Yield();
  }));
  REQUIRE(asked().size() == 1);
  const PickFaces pick = asked().front();
  CHECK(pick.name == "red_short");
  CHECK_FALSE(pick.own);
  CHECK(pick.selection == LabelSelection{"faces.npy", {{"hair", "red"}, {"long", "0"}}, 5, true});
}

TEST_CASE_FIXTURE(PickerHarness, "other data that comes while it is open has choices of its own") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/###by label");
    ctx.Yield(2);
    choose(ctx, "###long", "###1");
    data.data = "other.npy";
    data.label_kinds = std::make_shared<const std::vector<LabelKind>>(
        std::vector<LabelKind>{{"size", {"2"}, {0, 0, 0, 0}}, {"kind", {"cat"}, {0, -1, 0, 0}}});
    ctx.Yield(2);
    CHECK(state.label_pick.values == std::vector<int>{-1, -1});
    CHECK(state.label_pick.matching == 4);
    choose(ctx, "###kind", "###cat");
    ctx.SetRef("//$FOCUSED");
    ctx.ItemClick("###make list");
    ctx.Yield();
  }));
  REQUIRE(asked().size() == 1);
  CHECK(asked().front().selection.data == "other.npy");
  CHECK(asked().front().name == "cat");
}

TEST_CASE_FIXTURE(PickerHarness, "a model without an encoder is asked for faces of its own") {
  explorer_draws = false;
  view.weights.preset = "fast-gan";
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/###by label");
    ctx.Yield(2);
    choose(ctx, "###hair", "###blue");
    ctx.SetRef("//$FOCUSED");
    ctx.ItemClick("###make list");
    ctx.Yield();
  }));
  REQUIRE(asked().size() == 1);
  CHECK(asked().front().own);
}

TEST_CASE_FIXTURE(PickerHarness,
                  "without a label nothing is asked for, and without labels there is no button") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/###by label");
    ctx.Yield(2);
    ctx.SetRef("//$FOCUSED");
    CHECK((ctx.ItemInfo("###make list").ItemFlags & ImGuiItemFlags_Disabled) != 0);
    ctx.KeyPress(ImGuiKey_Escape);
  }));
  CHECK(asked().empty());
  data.label_kinds = std::make_shared<const std::vector<LabelKind>>();
  CHECK(play([&](ImGuiTestContext& ctx) { CHECK_FALSE(ctx.ItemExists("//Lists/###by label")); }));
}
