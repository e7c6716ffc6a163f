using System.Collections.Generic;
using System.Linq;
using Tetrascope.Beside;
using Tetrascope.Client;
using Tetrascope.Masks;
using Tetrascope.Picking;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using UnityEngine.Engine;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>How it stands, as far as a test asks.</summary>
    internal static class Report
    {
        public static object Of(Player player)
        {
            TetrascopeClient client = Player.Find<TetrascopeClient>();
            return new
            {
                scene = Player.Find<SceneSwitch>().Shown.ToString(),
                connection = client.Server.State.Status.ToString(),
                tries = client.Server.State.Attempt,
                network = client.Subject.NetworkId,
                image = client.Subject.Image?.ImageId,
                fitting = new { fit = client.Subject.Fitting.Fit, crop_at = client.Subject.Fitting.CropAt },
                usable = client.Subject.Image != null && client.Subject.Usable,
                structure = Structure(),
                pool = Pool(),
                study = StudyReport.Of(Player.Find<Participation>()),
                texts = Texts(),
                pictures = Player.Find<UIDocument>().rootVisualElement.All().OfType<Image>()
                    .Where(image => image.Shown && image.image is object).Select(image => image.name).ToArray(),
                focused = (Focusable.Focused as VisualElement)?.name,
                framed = Elements().Where(element => element.ClassListContains("toured"))
                    .SelectMany(element => element.Classes).Where(name => name.StartsWith("tour-")).ToArray(),
                fields = Fields(),
                cost = new
                {
                    draws = Counters.Draws,
                    texture_bytes = Counters.TextureBytes,
                    most_texture_bytes = Counters.MostTextureBytes,
                    all_texture_bytes = Counters.AllTextureBytes,
                    applies = Counters.Applies,
                    mesh_bytes = Counters.MeshBytes,
                    held_texture_bytes = Counters.HeldTextureBytes(),
                    held_mesh_bytes = Counters.HeldMeshBytes(),
                    allocated = Loop.FrameAllocations,
                },
            };
        }

        private static object? Structure()
        {
            StructureSession? session = Player.Find<StructureView>().Session;
            StructureScene scene = Player.Find<StructureScene>();
            if (session == null)
            {
                return null;
            }

            return new
            {
                state = session.Answers.State.ToString(),
                seconds = session.Answers.LastSeconds,
                complaint = session.Answers.Complaint?.Message,
                columns = Columns(scene),
                beside = Beside(session),
                classes = session.Answers.Predictions?.Classes.Select(each => each.Label.Name).ToArray(),
                masks = session.Masks.Live.Count,
                rectangles = Rectangles(session.Masks.All),
                fill = session.Masks.Fill,
                hover = Hover(scene),
                marked = Marked(scene),
                open_layer = session.Maps.OpenLayer,
                open_cluster = session.Maps.OpenCluster,
                kept = session.Shelf.Kept.Select(item => item.Name).ToArray(),
                maps = session.Maps.Sorted.Select(map => map.Channel).ToArray(),
            };
        }

        /// <summary>The network below the first; null for none.</summary>
        private static object? Beside(StructureSession session)
        {
            if (!session.SideBySide.IsOpen)
            {
                return null;
            }

            OtherSide other = session.SideBySide.B;
            StructureScene scene = Places.SceneBeside();
            return new
            {
                network = other.Subject.NetworkId,
                state = other.Answers.State.ToString(),
                columns = Columns(scene),
                classes = other.Answers.Predictions?.Classes.Select(each => each.Label.Name).ToArray(),
                rectangles = Rectangles(other.Masks.Live),
                hover = Hover(scene),
                marked = Marked(scene),
            };
        }

        /// <summary>What is outlined on a column and on the input, as shares: left, top, right, bottom.</summary>
        private static object Marked(StructureScene scene)
        {
            FieldMarks marks = scene.Marks;
            bool onColumn = marks.FieldColumn != FieldMarks.NoColumn;
            return new
            {
                layer = onColumn ? scene.Columns.List[marks.FieldColumn].Name : null,
                on_layer = onColumn ? Numbers(marks.FieldBox) : null,
                on_input = marks.OnInput ? Numbers(marks.InputBox) : null,
            };
        }

        private static float[] Numbers(Geometry.Shares shares) =>
            new[] { shares.Left, shares.Top, shares.Right, shares.Bottom };

        private static object[] Columns(StructureScene scene) => scene.Columns.List.Select(column => (object)new
        {
            name = column.Name,
            clusters = column.Data?.Clusters.Count ?? 0,
            stale = column.Stale,
            place = column.Place,
        }).ToArray();

        private static object[] Rectangles(IReadOnlyList<PlacedMask> masks) => masks
            .Select(item => item.Mask).OfType<Rectangle>()
            .Select(mask => (object)new { top = mask.Top, left = mask.Left, height = mask.Height, width = mask.Width })
            .ToArray();

        private static object? Hover(StructureScene scene)
        {
            if (!(scene.Hover is Picking.StructureHover hover))
            {
                return null;
            }

            return new
            {
                layer = scene.Columns.List[hover.Position].Name,
                cluster = hover.Cluster,
                row = hover.Pixel.Row,
                column = hover.Pixel.Column,
                value = double.IsNaN(hover.Value) ? (double?)null : hover.Value,
                region = Numbers(hover.Region),
                input_region = Numbers(hover.InputRegion),
            };
        }

        public static int[]? Numbers(Geometry.Region? region)
        {
            return region is Geometry.Region known
                ? new[] { known.Top, known.Left, known.Bottom, known.Right }
                : null;
        }

        private static object? Pool()
        {
            PoolSession? session = Player.Find<PoolView>().Session;
            PoolScene scene = Player.Find<PoolScene>();
            PoolSoFar? pool = session?.Run.Pool;
            return new
            {
                state = session?.Run.State.ToString(),
                complaint = session?.Run.Complaint?.Message,
                again = session?.Run.Again,
                images = pool?.Images.Count ?? 0,
                whole = pool?.IsWhole ?? false,
                vertices = pool?.Vertices.Select(vertex => vertex.Label.Name).ToArray(),
                boundary = session?.Boundary.Known?.Status,
                pictures = session?.Pictures.Image != null,
                hovered = session?.Selection.Hovered,
                selected = session?.Selection.Selected,
                shown = Enumerable.Range(0, scene.Images.Count).Select(place => scene.Images.Table[place])
                    .Count(image => image.Reachable),
            };
        }

        /// <summary>What a person can read in the panels, by the element's name.</summary>
        private static Dictionary<string, string> Texts()
        {
            var texts = new Dictionary<string, string>();
            foreach (VisualElement element in Elements())
            {
                if (element is TextElement text && element.name.Length > 0 && element.Shown)
                {
                    texts[element.name] = text.text;
                }
            }

            return texts;
        }

        private static IEnumerable<VisualElement> Elements() =>
            UIDocument.Enabled.SelectMany(document => document.rootVisualElement.All());

        /// <summary>What the fields of the panels hold, by the element's name.</summary>
        private static Dictionary<string, object> Fields()
        {
            var fields = new Dictionary<string, object>();
            foreach (VisualElement element in Elements())
            {
                if (element.Shown && Panels.ValueOf(element) is object value)
                {
                    fields[element.name] = value;
                }
            }

            return fields;
        }
    }
}
