import { CRITERIA } from "../protocol/messages.ts";
import type { Topic } from "../ui/viewDescription.ts";

/** Scene 1, and the masks that are drawn in it. */
export const STRUCTURE_TOPICS: readonly Topic[] = [
  {
    id: "input",
    title: "Input image",
    group: "Network structure",
    text: [
      "The input is exactly what the network reads: your picture, cut to its shape, scaled to its size, with your masks laid over it.",
      "Every position in Tetrascope is a pixel of this small image, counted from its top left.",
    ],
    see: ["masks", "columns"],
  },
  {
    id: "columns",
    title: "Columns",
    group: "Network structure",
    needs: "clusters",
    text: [
      "Each column is one layer of the network, from the first at the left to the last at the right, in the order in which data flows.",
      "A layer turns its input into many small images, its feature maps. A column does not show them one by one: it shows groups of similar ones, each as one image.",
      "What you see is the layer's output after its activation.",
    ],
    see: ["clusters", "feature-maps", "layers-shown"],
  },
  {
    id: "all-layers",
    title: "All layers at once",
    group: "Network structure",
    needs: "overview",
    pageOnly: true,
    text: [
      "Every layer in one picture, row by row, from the input to the answer. {Point at} a pixel to see what it is computed from in all layers before it, and on the input.",
      "A network with many layers is told by its stages first, runs of layers of one resolution, and by the blocks that these are made of. The title of a stage leads into it; a cluster’s picture leads to its maps.",
      "The scene in 3D, to walk along the columns, is a key away: O.",
    ],
    inStudy: {
      text: [
        "Every layer in one picture, row by row, from the input to the answer. {Point at} a pixel to see what it is computed from in all layers before it, and on the input.",
        "A network with many layers is told by its stages first, runs of layers of one resolution, and by the blocks that these are made of. The title of a stage leads into it; a cluster’s picture leads to its maps.",
      ],
    },
    see: ["columns", "clusters", "receptive-field"],
  },
  {
    id: "clusters",
    title: "Clusters",
    group: "Network structure",
    needs: "clusters",
    text: [
      "A layer's feature maps are divided into groups by K-means on one number of each: its entropy, unless you choose another, so that maps with similarly varied values come together. Each map is in exactly one group.",
      "The group with the lowest mean stands at the top, so a place and a frame colour always mean the same. {Open} a group to see every map in it.",
    ],
    inStudy: {
      text: [
        "A layer's feature maps are divided into groups by K-means on one number of each, so that maps that are alike by it come together. Each map is in exactly one group.",
        "The group with the lowest mean stands at the top, so a place and a frame colour always mean the same. {Open} a group to see every map in it.",
      ],
    },
    see: ["criterion", "entropy", "representative", "cluster-count"],
  },
  {
    id: "cluster-count",
    title: "Number of clusters",
    group: "Network structure",
    needs: "choice",
    text: [
      "k is the number of groups per layer; 3 to begin with. More groups show finer differences, fewer give a calmer picture.",
      "A layer whose maps have fewer distinct numbers than k gets fewer groups. More than eight stand side by side in several files, read from the top of the first one.",
    ],
    see: ["clusters", "criterion"],
  },
  {
    id: "criterion",
    title: "Clustered by",
    group: "Network structure",
    needs: "choice",
    text: [
      "Maps come into one cluster where they are alike by this number. Another choice divides the same maps in another way, and its name and numbers stand wherever clusters and maps are told.",
      ...CRITERIA.map(({ label, meaning }) => `${label} is ${meaning}.`),
    ],
    see: ["clusters", "entropy"],
  },
  {
    id: "entropy",
    title: "Entropy",
    group: "Network structure",
    text: [
      "Entropy says how varied the values of a feature map are. They are counted in 256 equal steps between the map's own smallest and largest value; the Shannon entropy of these counts, in bits, is divided by 8.",
      "0 means that all values are the same. 1 means that all 256 steps occur equally often. Above a cluster stands the mean of its maps.",
    ],
    inStudy: {
      text: [
        "Entropy says how varied the values of a feature map are. They are counted in 256 equal steps between the map's own smallest and largest value; the Shannon entropy of these counts, in bits, is divided by 8.",
        "0 means that all values are the same. 1 means that all 256 steps occur equally often.",
      ],
    },
    see: ["clusters", "criterion", "feature-maps"],
  },
  {
    id: "groups",
    title: "Clusters under a mask",
    group: "Network structure",
    needs: "clusters",
    text: [
      "A mask changes what is in the feature maps, and so which of them are alike. Clusters made anew for the masked image may hold other maps at the same place: then two panels cannot be compared.",
      "With the clusters of the original, each panel holds the same maps in the same order, drawn with the same weights as without the mask. What you see change is what the mask changes.",
      "{The line below the scene says whose clusters are shown.|The line below the scene says whose clusters are shown.|Whose clusters are shown is chosen on the page, outside VR.}",
    ],
    see: ["difference", "clusters", "masks"],
  },
  {
    id: "difference",
    title: "Differences",
    group: "Network structure",
    needs: "clusters",
    text: [
      "Each panel shows the masked image less the original. White is no change; orange to red is more than in the original, blue is less.",
      "All panels of a layer share one scale, which reaches to the largest change in that layer; {point at} one to read it. Colours of two layers are not comparable.",
    ],
    see: ["groups", "representative"],
  },
  {
    id: "representative",
    title: "Representative",
    group: "Network structure",
    needs: "clusters",
    text: [
      "A cluster is drawn as one image: the first principal component of its maps. It is the single image that holds as much as possible of what varies in them.",
      "Its sign is chosen so that bright places are those where the cluster's maps are high on average. A cluster of one map is drawn as that map.",
    ],
    see: ["explained-variance", "clusters", "colour-map"],
  },
  {
    id: "explained-variance",
    title: "Explained variance",
    group: "Network structure",
    needs: "clusters",
    text: [
      "The share of the maps' variance that the representative holds. At 100% one image says everything about the cluster; at 30% most of it is not in the picture, and opening the cluster is worthwhile.",
      "A dashed frame marks a picture that explains less than 25%: it leaves out more than three times what it shows.",
      "A cluster of one map has 100%. Where all maps are constant there is no variance, and no share.",
    ],
    see: ["representative", "feature-maps"],
  },
  {
    id: "computed",
    title: "How is this computed?",
    group: "Network structure",
    needs: "clusters",
    pageOnly: true,
    text: [
      "Every number of a feature map is computed from numbers of the maps before it. {Click} a pixel of a large map to see them: the patch that is read, the kernel it is multiplied by, the products, their sum, and what is done with the sum. The maps that contribute most are shown, the others are added up. A probability in the list of classes is told in the same way.",
      "{Click} a number that was read to see how that one is computed, back to the image itself; “Back” returns. Each result is compared with the network's own: what is left is rounding.",
    ],
    see: ["feature-maps"],
  },
  {
    id: "feature-maps",
    title: "Feature maps",
    group: "Network structure",
    text: [
      "A feature map is the response of one filter of a layer, at each place of the image. Bright places are those where the filter found what it looks for.",
      "{Open} a cluster to see all its maps, and {click} a map to see it large with the value under the {pointer|finger|hand’s ray}. Each map is coloured between its own smallest and largest value, so compare the numbers, not the colours, of two maps.",
    ],
    inStudy: {
      text: [
        "A feature map is the response of one filter of a layer, at each place of the image. Bright places are those where the filter found what it looks for.",
        "{Open} what stands for several maps to see them all, and {click} a map to see it large with the value under the {pointer|finger|hand’s ray}. Each map is coloured between its own smallest and largest value, so compare the numbers, not the colours, of two maps.",
      ],
    },
    see: ["clusters", "entropy", "colour-map"],
  },
  {
    id: "ablation",
    title: "Switching off",
    group: "Network structure",
    needs: "ablation",
    pageOnly: true,
    text: [
      "What does the network need? Switch feature maps off, a whole cluster on its card or a single map in its list, and everything behind them is computed again without what they tell. If the answer's probability falls, the network needed them for it. “X” does the same for what is {pointed at|tapped|pointed at}.",
      "Mean sets each map to its own average over the image: how strong it is stays, where it is strong is lost. Zero sets it to 0 everywhere, which the network may never have seen, so more changes than is lost.",
      "A small fall does not prove that maps are useless: others may tell the same, and only together would they be missed. The answer that everything is compared with is that of the unmasked image with everything on.",
    ],
    inStudy: {
      text: [
        "What does the network need? Switch feature maps off, and everything behind them is computed again without what they tell. If the answer's probability falls, the network needed them for it. “X” does the same for what is {pointed at|tapped|pointed at}.",
        "What is off is hatched. A small fall does not prove that maps are useless: others may tell the same, and only together would they be missed.",
      ],
    },
    see: ["feature-maps", "clusters", "masks"],
  },
  {
    id: "class-evidence",
    title: "What speaks for a class",
    group: "Network structure",
    needs: "choice",
    pageOnly: true,
    text: [
      "Many networks end simply: each of the last maps is averaged to one number, and a class's logit is the sum of these numbers, each times a weight, and a bias. The softmax makes probabilities of the logits. So it can be told exactly which maps speak for a class and which against it, and how much each place of the image adds: a class activation map.",
      "Red speaks for the class, blue against it. A pixel of the last maps stands for a part of the image, but it has seen more than that part: places are rough, numbers are exact. A network that ends otherwise has no such sum, and the page says so.",
    ],
    see: ["classes", "influence", "receptive-field"],
  },
  {
    id: "influence",
    title: "What flows into what",
    group: "Network structure",
    needs: ["walk", "ablation"],
    text: [
      "Once the columns are here, each cluster is switched off in turn, its maps set to what replaces them, and all behind it is computed again: nothing is estimated. A band is then as wide and as strong as the cluster at its right changes without the one at its left, on one scale for the whole network; 100% would be a change as large as the maps themselves.",
      "The last bands tell how much the answer's probability changes, as a share of what it was. A caption tells the same in percentage points: “answer −9.4” means that the answer loses 9.4 points without this cluster. Bands from the input, and columns that were not measured, show shares of maps as before.",
      "Two clusters can carry the same: then neither is missed alone, and both bands are thin. What was measured holds for this image, with everything else on.",
    ],
    see: ["connections", "ablation"],
  },
  {
    id: "receptive-field",
    title: "Receptive field",
    group: "Network structure",
    needs: "clusters",
    text: [
      "{Point at} a pixel of a representative. The outline on the column before it encloses what this pixel was computed from; the rest is darkened. On demand it is outlined on the input image too; where the input or that column is out of view, a small picture beside the numbers shows it.",
      "It is computed exactly from the layers' kernels, strides and padding. In deep layers it grows to the whole image. Some layers read all of the layer before, and then all of it is outlined.",
    ],
    see: ["columns", "connections"],
  },
  {
    id: "connections",
    title: "Connections",
    group: "Network structure",
    needs: "walk",
    text: [
      "Faint bands between the columns show that the maps of a column are computed from those of the columns before it. A band is the wider the larger the share of a layer's maps that its cluster holds.",
      "The bands are a hint: they show neither single weights nor the layers that may lie between two columns.",
    ],
    see: ["columns", "layers-shown"],
  },
  {
    id: "classes",
    title: "Classes and probabilities",
    group: "Network structure",
    text: [
      "The ten classes that the network finds most probable stand in a list, the most probable at the top. The length of a bar is the probability; over all classes of the network they add up to 1.",
      "{Point at a name, or go to it with the keyboard,|Tap a name|Point at a name} to read what the class means. A high probability is not a proof: networks can be sure and wrong.",
    ],
    see: ["merged-labels", "masks", "networks"],
  },
  {
    id: "merged-labels",
    title: "Merged labels",
    group: "Network structure",
    needs: "choice",
    text: [
      "A network may tell apart what is one thing to you: tabby, tiger cat and Egyptian cat are cats. Merge such labels, and they are told as one under a name of your own. Its probability is the sum of theirs; where labels are independent it is the largest of theirs.",
      "Everything that is told by labels follows: the list of classes, the corners, which copies kept the label, importance and boundary. Columns and feature maps stay as they are.",
      "A suggestion is made where the network's last layer weighs the evidence for labels in much the same way. Alike to the network is not the same thing to you: look at the names before you merge.",
    ],
    see: ["classes", "networks"],
  },
  {
    id: "layers-shown",
    title: "Layers shown",
    group: "Network structure",
    text: [
      "A network with few convolutions shows all of them. A larger one begins with its stem, the outputs of its blocks and its head; any other layer can be added.",
      "A column's caption names the operation whose output it shows, such as the activation after a convolution.",
    ],
    inStudy: {
      text: [
        "A network with few convolutions shows all of them. A larger one begins with its stem, the outputs of its blocks and its head; any other layer can be added.",
      ],
    },
    see: ["columns", "layer-list"],
  },
  {
    id: "colour-map",
    title: "Colour map",
    group: "Network structure",
    text: [
      "Values have no colour of their own. The colour map gives each a colour, from the smallest value of a picture at its low end to the largest at its high end. {The scale below the scene shows it, and the numbers of the picture that you point at.|The scale below the scene shows it, and the numbers of the picture that you tap.|A pixel that you point at tells its number.}",
      "Each picture has its own range, so equal colours in two pictures are not equal values. In a representative of several maps 0 is its average, and high is where these maps are high.",
      "Another colour map changes the look alone, never the values.",
    ],
    inStudy: {
      text: [
        "Values have no colour of their own. The colour map gives each a colour, from the smallest value of a picture at its low end to the largest at its high end.",
        "Each picture has its own range, so equal colours in two pictures are not equal values.",
      ],
    },
    see: ["feature-maps", "representative"],
  },
  {
    id: "layer-list",
    title: "Layer list (without clusters)",
    group: "Network structure",
    needs: "layer_list",
    pageOnly: true,
    text: [
      "With clustering turned off you get a plain list of the layers; each opens to all its feature maps. This is how such tools often look, and the study behind Tetrascope compared the two ways.",
      "In layers with hundreds of maps, this is where the clusters earn their keep.",
    ],
    inStudy: {
      title: "Layer list",
      text: [
        "The list has the network's layers, from the first at the top to the last, in the order in which data flows; each opens to all its feature maps.",
        "A layer turns its input into many small images, its feature maps. What you see is the layer's output after its activation.",
      ],
    },
    see: ["clusters", "feature-maps"],
  },
  {
    id: "masks",
    title: "Masks",
    group: "Masks",
    text: [
      "A mask hides a part of the image from the network. Draw one on the input, and all columns and classes are computed again for the image as changed.",
      "If the probability of a class falls when a part is hidden, the network used that part for it. {Right-click a mask, or use its button in the list, to remove it|Hold a finger on a mask, or use its button in the list, to remove it|Press a mask with “Remove” in hand to remove it}; undo and redo go back and forth.",
    ],
    inStudy: {
      text: [
        "A mask hides a part of the image from the network. Draw one on the input, and the network answers again for the image as changed.",
        "If the probability of a class falls when a part is hidden, the network used that part for it. {Right-click a mask, or use its button in the list, to remove it|Hold a finger on a mask, or use its button in the list, to remove it|Press a mask with “Remove” in hand to remove it}; undo and redo go back and forth.",
      ],
    },
    see: ["mask-tools", "fills", "modified-images"],
  },
  {
    id: "mask-tools",
    title: "Rectangle, brush and superpixels",
    group: "Masks",
    text: [
      "With the rectangle you drag a box, with the brush you paint freely. With superpixels you {click}: the image is divided into small areas of similar colour (by the SLIC method), and a {click} hides one.",
      "Superpixels follow the edges of things, so they are a quick way to hide an object and little else.",
    ],
    see: ["masks", "fills"],
  },
  {
    id: "fills",
    title: "Fills",
    group: "Masks",
    needs: "choice",
    text: [
      "A hidden pixel must become something. Black is the plainest; mean is the average colour of the image; blur is the image, strongly blurred; noise is random colours around the average, the same each time.",
      "The fill is laid over the image before anything else happens to it. It matters: a black box has sharp edges that the network may see as a thing of its own, so try more than one.",
    ],
    see: ["masks", "windows"],
  },
  {
    id: "modified-images",
    title: "Modified images",
    group: "Masks",
    needs: "comparison",
    text: [
      "Keep an image with its masks to return to it later. Each kept image can be renamed, opened again, compared or deleted.",
      "They stay on this machine and are not sent to anyone.",
    ],
    inStudy: {
      text: [
        "Keep an image with its masks to return to it later. Each kept image can be renamed, opened again, compared or deleted.",
      ],
    },
    see: ["compare", "masks"],
  },
  {
    id: "compare",
    title: "Compare",
    group: "Masks",
    needs: "comparison",
    pageOnly: true,
    text: [
      "Two images are shown together for one layer, with their difference. The difference shows where the layer's output rose or fell from the first to the second.",
      "Clusters are computed for each image on its own, so a map can be in different clusters in the two.",
    ],
    inStudy: {
      text: [
        "Two images are shown together for one layer, with their difference. The difference shows where the layer's output rose or fell from the first to the second.",
      ],
    },
    see: ["modified-images", "clusters"],
  },
  {
    id: "layer-rows",
    title: "One layer over many images",
    group: "Masks",
    needs: ["comparison", "clusters"],
    pageOnly: true,
    text: [
      "One layer for the original and everything made of it: kept images, what is masked now, masked copies of scene 2. Each is a row; a column is always the same maps of the original’s cluster, put together in the same way.",
      "Differences are modified less original, on one scale for all rows; the number beside a picture is the mean size of its change. By fall, what takes most from the original’s answer comes first.",
    ],
    see: ["compare", "difference", "clusters"],
  },
];
