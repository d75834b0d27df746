/* Cases written after the Mustache specification: its rules of interpolation, sections, inverted sections, comments,
 * partials, delimiters and of tags that stand alone on a line. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "render/template.h"

struct example {
	const char *template, *json, *expected;
	const char *partial; /* its text, called "p"; NULL: none */
};

/* Most cases have no partial. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

static char *render(const char *name, const struct example *example, GError **error)
{
	g_autoptr(GHashTable) partials = g_hash_table_new(g_str_hash, g_str_equal);
	json_error_t why;
	json_t *context = json_loads(example->json, JSON_DECODE_ANY, &why);
	char *out;

	if (context == NULL)
		g_error("%s: %s", example->json, why.text);
	if (example->partial != NULL)
		g_hash_table_insert(partials, (void *)"p", (void *)example->partial);
	out = template_render_text(name, example->template, context, partials, error);
	json_decref(context);
	return out;
}

static void check(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *out = render("case.html", &examples[i], &error);

		g_assert_no_error(error);
		if (strcmp(out, examples[i].expected) != 0)
			g_test_message("template: %s", examples[i].template);
		g_assert_cmpstr(out, ==, examples[i].expected);
	}
}

static void interpolation(void)
{
	static const struct example examples[] = {
		{ "Không có thẻ nào.\n", "{}", "Không có thẻ nào.\n" },
		{ "{{who}}, xin chào", "{\"who\":\"Sở Y tế\"}", "Sở Y tế, xin chào" },
		{ "{{x}}", "{\"x\":\"& \\\" < > '\"}", "&amp; &quot; &lt; &gt; &#39;" },
		{ "{{{x}}} {{&x}} {{& x }} {{{ x }}}", "{\"x\":\"<&>\"}", "<&> <&> <&> <&>" },
		{ "{{n}} {{{n}}} {{&n}}", "{\"n\":85}", "85 85 85" },
		{ "{{n}} {{m}} {{big}}", "{\"n\":1.21,\"m\":0.1,\"big\":1e21}", "1.21 0.1 1e+21" },
		{ "{{t}} {{f}}", "{\"t\":true,\"f\":false}", "true false" },
		{ "({{absent}}{{{absent}}}{{&absent}}{{null}})", "{\"null\":null}", "()" },
		{ "{{a.b.c}} {{{a.b.c}}} {{&a.b.c}}", "{\"a\":{\"b\":{\"c\":\"d\"}}}", "d d d" },
		{ "({{a.b.c}})", "{\"a\":{}}", "()" },
		{ "({{a.b}})", "{\"a\":\"text\",\"b\":\"x\"}", "()" },
		/* what follows the first dot is looked for there only */
		{ "({{a.b.name}})", "{\"a\":{\"b\":{}},\"name\":\"x\"}", "()" },
		{ "{{#a}}({{b.c}}){{/a}}", "{\"a\":{\"b\":{}},\"b\":{\"c\":\"outer\"}}", "()" },
		{ "{{#a}}{{b.c}}{{/a}}", "{\"a\":{\"x\":1},\"b\":{\"c\":\"outer\"}}", "outer" },
		{ "{{.}} {{{.}}} {{&.}}", "\"<\"", "&lt; < <" },
		{ "| {{x}} |  {{ x }}\t|", "{\"x\":\"-\"}", "| - |  -\t|" },
		{ "  {{x}}\n", "{\"x\":\"---\"}", "  ---\n" },
		{ "|{{ x }}|{{\n x\n}}|", "{\"x\":\"-\"}", "|-|-|" },
		{ "{{x}}", "{\"x\":\"{{y}}\",\"y\":\"no\"}", "{{y}}" },
		{ "{ {x} } }}", "{\"x\":1}", "{ {x} } }}" },
		{ "\xef\xbb\xbf{{x}}", "{\"x\":1}", "1" },
	};

	check(examples, G_N_ELEMENTS(examples));
}

static void sections(void)
{
	static const struct example examples[] = {
		{ "{{#b}}yes{{/b}}", "{\"b\":true}", "yes" },
		{ "({{#b}}yes{{/b}})", "{\"b\":false}", "()" },
		{ "({{#b}}yes{{/b}})", "{\"b\":null}", "()" },
		{ "({{#b}}yes{{/b}})", "{}", "()" },
		{ "({{#b}}yes{{/b}})", "{\"b\":[]}", "()" },
		{ "({{#b}}yes{{/b}}{{#c}}yes{{/c}})", "{\"b\":\"\",\"c\":0}", "()" },
		{ "{{#b}}yes{{/b}}", "{\"b\":{}}", "yes" },
		{ "{{#c}}Hi {{name}}.{{/c}}", "{\"c\":{\"name\":\"Joe\"}}", "Hi Joe." },
		{ "{{#c}}{{x}}{{y}}{{/c}}", "{\"c\":{\"x\":1},\"y\":2}", "12" },
		{ "{{#c}}{{x}}{{/c}}{{x}}", "{\"c\":{\"x\":1},\"x\":2}", "12" },
		{ "{{#s}}{{.}} is {{s}}{{/s}}", "{\"s\":\"text\"}", "text is text" },
		{ "{{#a}}{{one}}{{#b}}{{one}}{{two}}{{#c}}{{one}}{{two}}{{three}}{{/c}}{{/b}}{{/a}}",
		  "{\"a\":{\"one\":1},\"b\":{\"two\":2},\"c\":{\"three\":3}}", "112123" },
		{ "{{#list}}{{item}}{{/list}}", "{\"list\":[{\"item\":1},{\"item\":2},{\"item\":3}]}", "123" },
		{ "{{#l}}({{.}}){{/l}}", "{\"l\":[1,2.5,\"ba\",true,\"<\"]}", "(1)(2.5)(ba)(true)(&lt;)" },
		{ "{{#l}}({{{.}}}{{&.}}){{/l}}", "{\"l\":[\"<\"]}", "(<<)" },
		{ "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", "{\"l\":[[1,2],[\"a\"]]}", "(12)(a)" },
		{ "{{#.}}({{v}}){{/.}}", "[{\"v\":1},{\"v\":2}]", "(1)(2)" },
		{ "{{#t}}{{#m}}{{name}}{{#last}}.{{/last}}{{^last}}, {{/last}}{{/m}}{{/t}}",
		  "{\"t\":{\"m\":[{\"name\":\"A\"},{\"name\":\"B\",\"last\":true}]}}", "A, B." },
		{ "{{#b}}1{{/b}}2{{#b}}3{{/b}}", "{\"b\":true}", "123" },
		{ "|A {{#b}}B {{#b}}C{{/b}} D{{/b}} E|", "{\"b\":true}", "|A B C D E|" },
		{ "|A {{#b}}B {{#b}}C{{/b}} D{{/b}} E|", "{\"b\":false}", "|A  E|" },
		{ "{{#a.b.c}}here{{/a.b.c}}", "{\"a\":{\"b\":{\"c\":true}}}", "here" },
		{ "({{#a.b.c}}here{{/a.b.c}})", "{\"a\":{}}", "()" },
		{ "{{#  b  }}={{/\tb }}", "{\"b\":true}", "=" },
		{ "{{^b}}no{{/b}}", "{\"b\":false}", "no" },
		{ "({{^b}}no{{/b}})", "{\"b\":true}", "()" },
		{ "({{^b}}no{{/b}})", "{\"b\":{\"x\":1}}", "()" },
		{ "({{^b}}no{{/b}})", "{\"b\":[0]}", "()" },
		{ "{{^b}}no{{/b}}{{^c}}no{{/c}}{{^d}}no{{/d}}", "{\"b\":[],\"c\":null}", "nonono" },
		{ "|A {{^b}}B {{^b}}C{{/b}} D{{/b}} E|", "{\"b\":false}", "|A B C D E|" },
		{ "{{^a.b.c}}none{{/a.b.c}}", "{\"a\":{\"b\":{}}}", "none" },
		{ "{{#b}}{{^c}}x{{/c}}{{/b}}", "{\"b\":{\"c\":false},\"c\":true}", "x" },
	};

	check(examples, G_N_ELEMENTS(examples));
}

static void lines(void)
{
	static const struct example examples[] = {
		/* a tag alone on its line takes the line with it */
		{ "a\n{{#b}}\nb\n{{/b}}\nc\n", "{\"b\":true}", "a\nb\nc\n" },
		{ "a\n  {{#b}}\t\nb\n\t{{/b}} \nc\n", "{\"b\":true}", "a\nb\nc\n" },
		{ "a\n{{^b}}\nb\n{{/b}}\nc\n", "{}", "a\nb\nc\n" },
		{ "|\r\n{{#b}}\r\n{{/b}}\r\n|", "{\"b\":true}", "|\r\n|" },
		{ "  {{#b}}\n#{{/b}}\n/", "{\"b\":true}", "#\n/" },
		{ "#{{#b}}\n/\n  {{/b}}", "{\"b\":true}", "#\n/\n" },
		{ "{{#b}}\n{{/b}}", "{\"b\":true}", "" },
		/* but not one of two on a line, nor one beside text, nor a value */
		{ " | {{#b}}\t|\t{{/b}} | \n", "{\"b\":true}", " | \t|\t | \n" },
		{ " {{#b}}x{{/b}}\n {{#b}}y{{/b}}\n", "{\"b\":true}", " x\n y\n" },
		{ " {{#b}} {{/b}}\n", "{\"b\":true}", "  \n" },
		{ "{{x}}\n\n{{x}}\n", "{\"x\":\"-\"}", "-\n\n-\n" },
		{ "{{#l}}\n- {{.}}\n{{/l}}\n", "{\"l\":[1,2]}", "- 1\n- 2\n" },
		/* comments */
		{ "12{{! nothing }}34", "{}", "1234" },
		{ "12{{!\n of\n several lines\n}}34\n", "{}", "1234\n" },
		{ "a\n  {{! alone }}\nb\n", "{}", "a\nb\n" },
		{ "a\n  {{!\n alone\n  }}\nb\n", "{}", "a\nb\n" },
		{ "{{! one }} {{! two }}\n", "{}", " \n" },
		{ "  12 {{! x }}\n", "{}", "  12 \n" },
		{ "|\r\n{{! x }}\r\n|", "{}", "|\r\n|" },
		{ "!\n  {{! end}}", "{}", "!\n" },
		{ "({{! v }})", "{\"! v\":1,\"v\":2}", "()" },
		/* delimiters */
		{ "{{=<% %>=}}(<%x%>)", "{\"x\":\"Hey\"}", "(Hey)" },
		{ "({{=[ ]=}}[x])", "{\"x\":\"It worked\"}", "(It worked)" },
		{ "{{#s}}{{x}} |x|{{/s}}{{= | | =}}|#s|{{x}} |x||/s|", "{\"s\":true,\"x\":1}", "1 |x|{{x}} 1" },
		{ "{{={ }=}}{{x}} {&x}", "{\"x\":\"<\"}", "< <" },
		{ "{{=<< >>=}}<<{x}>> <<x>>", "{\"x\":\"<\"}", "< &lt;" },
		{ "| {{=@ @=}} |", "{}", "|  |" },
		{ "a\n  {{=@ @=}}\nb\n", "{}", "a\nb\n" },
		{ "{{=@   @=}}@x@", "{\"x\":1}", "1" },
		{ "{{=<% %>=}}<%={{ }}=%>{{x}}", "{\"x\":1}", "1" },
		{ "|\r\n{{= @ @ =}}\r\n|", "{}", "|\r\n|" },
	};

	check(examples, G_N_ELEMENTS(examples));
}

static void partials(void)
{
	static const struct example examples[] = {
		{ "\"{{>p}}\"", "{}", "\"from partial\"", "from partial" },
		{ "\"{{>absent}}\"", "{}", "\"\"" },
		{ "{{>p}}", "{\"x\":\"<\"}", "*&lt;*", "*{{x}}*" },
		{ "{{#l}}{{>p}}{{/l}}", "{\"l\":[1,2]}", "(1)(2)", "({{.}})" },
		{ "{{>p}}", "{\"v\":\"X\",\"n\":[{\"v\":\"Y\",\"n\":[]}]}", "X<Y<>>", "{{v}}<{{#n}}{{>p}}{{/n}}>" },
		{ "| {{>p}} |", "{}", "| \t|\t |", "\t|\t" },
		{ "  {{v}}  {{> p}}\n", "{\"v\":\"|\"}", "  |  >\n>\n", ">\n>" },
		{ "|\r\n{{>p}}\r\n|", "{}", "|\r\n>|", ">" },
		{ "  {{>p}}\n>", "{}", "  >\n  >>", ">\n>" },
		{ ">\n  {{>p}}", "{}", ">\n  >\n  >", ">\n>" },
		{ "\\\n {{>p}}\n/\n", "{\"c\":\"<\\n->\"}", "\\\n |\n <\n->\n |\n/\n", "|\n{{{c}}}\n|\n" },
		{ "|{{> p }}|", "{}", "|[]|", "[]" },
		/* delimiters do not go into a partial, nor come out of it */
		{ "{{=<% %>=}}<%>p%><%x%>", "{\"x\":1}", "[1]1", "[{{x}}]" },
		{ "{{>p}}{{x}}|x|", "{\"x\":1}", "11|x|", "{{=| |=}}|x|" },
		{ "a\n\t{{>p}}\nb", "{\"t\":true}", "a\n\tx\nb", "{{#t}}\nx\n{{/t}}\n" },
	};

	check(examples, G_N_ELEMENTS(examples));
}

static void escaping_goes_by_the_name(void)
{
	static const struct example example = { "{{x}}\n {{x}}\n", "{\"x\":\"A & B\"}", NULL };
	static const struct { const char *name, *expected; } names[] = {
		{ "vi/a.html", "A &amp; B\n A &amp; B\n" }, { "vi/a.txt", "A & B\n A & B\n" },
		{ "vi/a.subject", "A & B  A & B" },         { "a.mustache", "A &amp; B\n A &amp; B\n" },
		{ "a", "A &amp; B\n A &amp; B\n" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *out = render(names[i].name, &example, NULL);

		g_assert_cmpstr(out, ==, names[i].expected);
	}
}

static void errors_name_file_and_line(void)
{
	static const struct { const char *template, *json, *expected, *partial; } cases[] = {
		{ "a\n{{#b}}\n", "{}", "t.txt:2: the section 'b' opened here is not closed*" },
		{ "a\n\n{{/b}}", "{}", "t.txt:3: {{/b}} closes a section that was not opened*" },
		{ "{{#a}}\n{{/b}}", "{}", "t.txt:2: {{/b}} stands where {{/a}} (opened in line 1)*" },
		{ "{{a", "{}", "t.txt:1: *not closed: add '}}'" },
		{ "\n{{{a}}", "{}", "t.txt:2: *not closed: add '}}}'" },
		{ "{{}}", "{}", "t.txt:1: a tag without a name*" },
		{ "{{# }}", "{}", "t.txt:1: a tag without a name*" },
		{ "{{a b}}", "{}", "t.txt:1: 'a b' is not a name*" },
		{ "{{a..b}}", "{}", "t.txt:1: 'a..b' is not a name*" },
		{ "{{=x=}}", "{}", "t.txt:1: a change of delimiters needs two*" },
		{ "{{=a= b=}}", "{}", "t.txt:1: delimiters hold neither*" },
		{ "\n\n {{l}}", "{\"l\":[1]}", "t.txt:3: this name holds a list*" },
		{ "{{>p}}", "{}", "p:2: *not closed*", "\n{{x" },
		{ "{{>p}}", "{}", "p:1: *deep*", "{{>p}}" },
		{ "{{>p}}", "{\"a\":[1,1]}", "p:1: *deep*", "{{#a}}{{>p}}{{/a}}" },
		{ "{{#a}}{{>p}}{{/a}}", "{\"a\":[1,1]}", "p:1: *", "{{>p}}{{>p}}" },
		{ "\xff", "{}", "t.txt:1: not UTF-8*" },
		{ "{{a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q}}", "{}", "t.txt:1: *more than 16 parts*" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct example example = { cases[i].template, cases[i].json, NULL, cases[i].partial };
		g_autoptr(GError) error = NULL;
		g_autofree char *out = render("t.txt", &example, &error);

		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
		g_assert_null(out);
		if (!g_pattern_match_simple(cases[i].expected, error->message))
			g_error("case %zu: %s", i, error->message);
	}
}

static char *repeated(const char *text, int times)
{
	GString *out = g_string_new(NULL);

	while (times-- > 0)
		g_string_append(out, text);
	return g_string_free(out, FALSE);
}

static void sizes_are_capped(void)
{
	g_autofree char *deep = repeated("{{#a}}", 65);
	g_autofree char *list = repeated("{{#l}}", 24), *ends = repeated("{{/l}}", 24);
	g_autofree char *wide = g_strconcat(list, "x", ends, NULL);
	const struct example cases[] = { { deep, "{\"a\":1}", NULL, NULL }, { wide, "{\"l\":[1,2,3,4,5,6,7,8]}", NULL, NULL } };

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *out = render("t.txt", &cases[i], &error);

		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
		g_assert_null(out);
	}
}

static void put(const char *directory, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void take(const char *directory, const char *name)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);

	g_assert_cmpint(g_remove(path), ==, 0);
}

static void check_file(struct templates *templates, const char *name, const char *expected)
{
	g_autoptr(GError) error = NULL;
	json_t *context = json_pack("{s:s}", "x", "A & B");
	g_autofree char *out = templates_render(templates, name, context, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(out, ==, expected);
	json_decref(context);
}

/* The first directory wins, for a partial too, whichever directory the caller lies in; files are read once. */
static void files_are_found_in_order(void)
{
	g_autofree char *root = g_dir_make_tmp("template-XXXXXX", NULL);
	g_autofree char *own = g_build_filename(root, "own", NULL), *shipped = g_build_filename(root, "shipped", NULL);
	g_autofree char *outside = g_build_filename(root, "try/vi/a.txt", NULL);
	g_autoptr(GPtrArray) directories = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	templates_t *templates;

	put(shipped, "vi/a.txt", "shipped {{x}} {{>foot}}");
	put(shipped, "vi/foot.txt", "old foot");
	put(shipped, "vi/a.html", "{{x}} {{>foot}}");
	put(shipped, "vi/foot.html", "<i>{{x}}</i>");
	put(own, "vi/foot.txt", "new foot");
	put(own, "top.txt", "{{>under.txt}}{{>none}}");
	put(own, "under.txt", "under");
	put(root, "try/vi/a.txt", "tried {{>foot}} {{>here}}");
	put(root, "try/vi/here.txt", "here");
	g_ptr_array_add(directories, own);
	g_ptr_array_add(directories, shipped);
	templates = templates_new(directories);
	g_assert_true(templates_have(templates, "vi/a.txt"));
	g_assert_false(templates_have(templates, "vi/b.txt"));
	for (int i = 0; i < 2; i++) {
		check_file(templates, "vi/a.txt", "shipped A & B new foot");
		check_file(templates, "vi/a.html", "A &amp; B <i>A &amp; B</i>");
		check_file(templates, "top.txt", "under");
		check_file(templates, outside, "tried new foot here");
		if (i == 0) {
			static const char *const gone[] = { "shipped/vi/a.txt", "shipped/vi/foot.txt", "shipped/vi/a.html",
							    "shipped/vi/foot.html", "own/vi/foot.txt", "own/top.txt",
							    "own/under.txt", "try/vi/a.txt", "try/vi/here.txt" };

			for (size_t j = 0; j < G_N_ELEMENTS(gone); j++)
				take(root, gone[j]);
		}
	}
	g_assert_null(templates_render(templates, "vi/none.txt", NULL, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
	templates_free(templates);
	for (size_t i = 0; i < 5; i++) {
		static const char *const folders[] = { "shipped/vi", "shipped", "own/vi", "own", "try/vi" };

		take(root, folders[i]);
	}
	take(root, "try");
	g_rmdir(root);
}

static void a_partial_stays_in_its_directory(void)
{
	g_autofree char *root = g_dir_make_tmp("template-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(root, "a.txt", NULL);
	templates_t *templates = templates_new(NULL);

	for (int i = 0; i < 2; i++) {
		g_autoptr(GError) error = NULL;

		put(root, "a.txt", i == 0 ? "{{>../x}}" : "{{>/etc/hostname}}");
		g_assert_null(templates_render(templates, path, NULL, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
		templates_free(templates);
		templates = templates_new(NULL);
	}
	templates_free(templates);
	take(root, "a.txt");
	g_rmdir(root);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/template/interpolation", interpolation);
	g_test_add_func("/template/sections", sections);
	g_test_add_func("/template/lines", lines);
	g_test_add_func("/template/partials", partials);
	g_test_add_func("/template/escaping", escaping_goes_by_the_name);
	g_test_add_func("/template/errors", errors_name_file_and_line);
	g_test_add_func("/template/sizes", sizes_are_capped);
	g_test_add_func("/template/files", files_are_found_in_order);
	g_test_add_func("/template/files/beside", a_partial_stays_in_its_directory);
	return g_test_run();
}
