#include "core/report/texts.h"

namespace facet::report_texts {

std::string_view abstract() {
  return R"(<p class="lead">Two tasks, one question: what does a network know once it has learnt to
make something? Here an autoencoder, a variational autoencoder and a generative adversarial network
learn to draw the faces of one data set, and their inner spaces are walked through and calculated
with; and small sequence models learn to add and subtract numbers that they read or draw.</p>
)";
}

std::string_view data() {
  return R"(<p>Every picture is 64 &times; 64 pixels with three colours, so a face is a point with
12,288 coordinates. Almost all such points are noise; faces fill a thin, curved sheet among them. A
generative model learns where that sheet lies. The last tenth of the pictures (at most 500) is held
out: no model trains on it, and everything measured here is measured against it.</p>
)";
}

std::string_view layers() {
  return R"(<p>The three models of the report share their building blocks. <em>Down</em>: five 3
&times; 3 convolutions of stride 2 with 128 filters and ReLU take a picture from 64 to 2 pixels a
side, then a dense layer reads the rest. <em>Up</em>: a dense layer lays out 4 &times; 4 pixels of
64 channels, four transposed convolutions double the side each time, and a last convolution mixes 128
channels into red, green and blue. Padding, initial weights and Adam's epsilon are those of Keras, in
which the report was written.</p>
)";
}

std::string_view autoencoder() {
  return R"(<p>An <strong>autoencoder</strong> squeezes a picture through a bottleneck. The encoder
writes it down as a short list of numbers, the <em>code</em>; the decoder draws it again from the
code alone; the loss compares the two pictures, pixel by pixel. To do well, the code has to keep what
differs between faces and may drop what they share. Nothing, though, tells the encoder <em>where</em>
to put its codes. They may lie in scattered islands, and a point between two islands means nothing to
the decoder.</p>
)";
}

std::string_view variational() {
  return R"(<p>A <strong>variational autoencoder</strong> (VAE; Kingma &amp; Welling 2014) closes
that gap. Its encoder answers with a cloud instead of a point: a mean and a spread for each number of
the code. The decoder sees a random point of the cloud, so neighbouring points have to decode to
similar faces. A second term of the loss, the Kullback&ndash;Leibler divergence, pulls all clouds
towards one common normal distribution, so that together they fill space without holes. After
training the encoder is not needed to make new faces: draw a code from that normal distribution and
decode it. The price is blur. Where several faces would fit a code, the decoder's safest drawing is
their average.</p>
)";
}

std::string_view adversarial() {
  return R"(<p>A <strong>generative adversarial network</strong> (GAN; Goodfellow et al. 2014) has no
encoder and never compares a drawing with a particular face. A <em>generator</em> turns random codes
into pictures, a <em>discriminator</em> learns to tell them from real ones, and the generator learns
from whatever gives it away. Blur is easy to notice, so it disappears first. But the two chase each
other: neither loss falls steadily, neither says how good the pictures are, and a generator can get
away with drawing few different faces (<em>mode collapse</em>). That is why this report measures the
pictures themselves.</p>
)";
}

std::string_view ae_against_vae() {
  return R"(<p>The difference between the two kinds of autoencoder is not how well they copy but what
lies <em>between</em> their codes. Below, both decode random points of the same normal distribution.
For the VAE these are codes like any others. For the plain autoencoder they lie outside everything
that its decoder has ever seen. A Gaussian fitted to the codes of the training pictures gives even
the autoencoder some chance, but no guarantee: its codes are not spread like one.</p>
)";
}

std::string_view vae_against_gan() {
  return R"(<p>All models draw the same eight latent points again and again while they learn. A VAE
typically finds the average face almost at once and then adds differences, always soft. A GAN starts
from texture and needs longer until something like a face appears; given enough time it gets sharper
than the VAE, at the price of an occasional crooked face. The strips show how far both came here, the
curves below put numbers to it.</p>
)";
}

std::string_view measures() {
  return R"(<p><strong>Sharpness</strong> is the energy of the finest details (root mean square of
the finest level of a Laplacian pyramid). <strong>Distance</strong> is the sliced Wasserstein
distance of Karras et al. 2018 between small patches of samples and of held-out pictures; even two
sets of real pictures are not at distance 0, so that floor stands beside it.
<strong>Diversity</strong> is the mean difference of random pairs: near 0 it betrays a collapse. The
<strong>nearest training face</strong> shows whether a model draws anew or has learnt faces by
heart: then the distance would be far below the usual one.</p>
)";
}

std::string_view latent_grid() {
  return R"(<p>A hundred random codes, decoded. The numbers count the cells row by row from 0; they
are how people and programs speak about these faces: &ldquo;334, cell 17&rdquo; is row 17 of NumPy's
<code>RandomState(334).standard_normal((100, d))</code>, to the last bit, whatever the model.</p>
)";
}

std::string_view interpolation() {
  return R"(<p>If the latent space has no holes, a straight walk between two codes is a walk through
faces: each step decodes to a face that is a little less like the first and a little more like the
second. Two random codes stand on top, ten equally spaced points of the line between them below.</p>
)";
}

std::string_view spherical() {
  return R"(<p>The straight line has a flaw. In many dimensions the length of a normal random vector
is nearly constant, so all codes that a model has seen lie close to one sphere, and the middle of a
straight line dips far inside it. <strong>Spherical interpolation</strong> (slerp; Shoemake 1985)
walks along the great circle instead and keeps the length of what it passes typical. How much that
matters depends on the model: the curve shows the length along both ways, the strips what the
decoder makes of it.</p>
)";
}

std::string_view arithmetic() {
  return R"(<p>A direction in the latent space can mean something. The average of a few faces with
short red hair, minus the average of a few with short blue hair, cancels what the faces have in
common and leaves, roughly, &ldquo;blue becomes red&rdquo;. Added to another face it should change
the colour and nothing else: <em>short red &minus; short blue + long blue = long red</em>. Averages
of three are used because single faces bring along everything else about them.</p>
)";
}

std::string_view honest_arithmetic() {
  return R"(<p>The report wrote its VAE's line with its own answer among the terms: <em>short red
&minus; short blue + long red</em>. That draws a fine picture even for a space without any meaning,
because the last term already is what is asked for. Both forms are drawn here; the one that ends on
the face to be changed is the honest test.</p>
)";
}

std::string_view measured_arithmetic() {
  return R"(<p>One good figure proves little, so the same kind of question is asked many times with
random attributes and starts, and a judge, a small network that learnt the labels apart from every
model, reads the decoded answers. <em>Target</em>: the asked-for attribute is there. <em>Kept</em>:
share of the other attributes that stayed as in the start. <em>Identity</em>: how alike start and
answer are to the judge. Three faces picked at random differ in more than what was asked for, and that
comes along; of many, three can be found whose average is nearly that of all (herding; Welling 2009),
and then little else differs. A random vector of the same length shows what no knowledge gives;
reconstructions of real faces show the best that could be reached. Intervals hold 95&nbsp;%.</p>
)";
}

std::string_view fast_models() {
  return R"(<p>The report's models are of their time: small batches, a loss that treats each pixel
apart, an optimiser setting that makes a GAN restless. The program has its own two for comparison.
<code>fast-vae</code> starts from the principal components of the data, learns its own noise level
(optimal sigma) and draws three in four pictures of a batch from codes cut short (nested dropout;
Rippel et al. 2014): the few numbers left must tell colours and outlines apart. Its straight lines
from picture to code fade, so that a code is no sum of pixels. Both make its arithmetic work. It
samples a Gaussian fitted to the codes, or lets a small network carry each of those points to where
codes really lie (rectified flow; Liu et al. 2022): between long hair and short a Gaussian draws the
ghosts of both. <code>fast-gan</code> adds details to a base of principal components and keeps its
discriminator gentle with a gradient penalty (R1; Mescheder et al. 2018). Both train for less time here than the report's models.</p>
)";
}

std::string_view sequences() {
  return R"(<p>The second task looks like arithmetic but is about sequences: read
<code>"6-78&nbsp;"</code>, write <code>"-72"</code>, character by character, from examples alone. The
report's model is an encoder and a decoder of <strong>LSTM</strong> cells (Hochreiter &amp;
Schmidhuber 1997). An LSTM reads one character at a time and carries a memory that its gates keep,
overwrite or show. The first one reads the query into one vector; that vector is repeated three
times, once for each character of the answer; the second one unrolls it, and a softmax names each
character. All 20,000 sums and differences of numbers up to 99 are split at random; what matters is
the accuracy on equations that were never trained on.</p>
)";
}

std::string_view columns() {
  return R"(<p>Squeezing a whole sum through one vector is needlessly hard: written addition works
column by column, from the right, with a carry. A model with that shape, two LSTMs that run over the
columns of the sum in both directions, still learns everything from examples, but needs far fewer of
them.</p>
)";
}

std::string_view tiles() {
  return R"(<p>The same task with pictures: digits are tiles of 28 &times; 28 pixels in many hands.
One model reads a query in tiles that nobody trained on and writes the answer as text; another reads
text and draws the answer, in a style that a random vector chooses, because the mean of all hands
would be a blur. No step is symbolic: every answer comes out of trained weights.</p>
)";
}

std::string_view making() {
  return R"(<p>Every figure above can be redone by the command below it, with the runs that lie beside
this page in the report's folder; the commands are meant for the folder in which the report itself was
made. Each picture also carries its own recipe: saved from this page and dropped on Facet's window
it restores the panel that drew it, and <code>facet verify PICTURE</code> redraws it and compares
pixels. The figures of an interrupted report are the same as those of an unbroken one as far as
training is measured in steps; how many steps fit into the time depends on the machine.</p>
)";
}

}  // namespace facet::report_texts
