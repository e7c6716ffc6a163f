using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Tetrascope.Client;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Picking;
using Tetrascope.Viewing;
using UnityEngine;

namespace Tetrascope.Headless
{
    /// <summary>Where things are on the screen, and what is found there.</summary>
    internal static class Places
    {
        /// <summary>
        /// The pixel of the screen in which a pixel of a panel, of the input, an image of the pool, or a point of the
        /// world is seen.
        /// </summary>
        public static object Where(Player player, JsonElement command)
        {
            Vector3 point;
            if (command.TryGetProperty("world", out _))
            {
                point = Hands.VectorOf(command, "world");
            }
            else if (command.TryGetProperty("image", out JsonElement image))
            {
                point = Player.Find<PoolScene>().PlaceOf(image.GetInt32())
                    ?? throw new ArgumentException("no such image");
            }
            else if (command.TryGetProperty("vertex", out JsonElement vertex))
            {
                point = Vertex(vertex.GetInt32());
            }
            else
            {
                StructureScene scene = command.TryGetProperty("beside", out _)
                    ? SceneBeside()
                    : Player.Find<StructureScene>();
                point = scene.transform.TransformPoint(Seen(command, scene));
            }

            Vector3 at = Player.Find<Camera>().WorldToScreenPoint(point);
            return new { at.x, at.y, depth = at.z, world = new[] { point.x, point.y, point.z } };
        }

        /// <summary>What draws the network below the first.</summary>
        public static StructureScene SceneBeside() => Player.Find<BesideView>().Scene;

        /// <summary>
        /// Random pixels of all layers with their receptive fields on the input and on the column before.
        /// </summary>
        public static object Fields(Player player, int count)
        {
            StructureScene scene = Player.Find<StructureScene>();
            var random = new System.Random(1);
            var found = new List<object>();
            for (int i = 0; i < count; i++)
            {
                int position = random.Next(scene.Columns.List.Count);
                Size size = scene.Columns.List[position].Size;
                var pixel = new Pixel(random.Next(size.Height), random.Next(size.Width));
                scene.Look(StructureTarget.OfPanel(position, 0, pixel));
                StructureHover hover = scene.Hover ?? throw new InvalidOperationException("nothing is looked at");
                found.Add(new
                {
                    layer = scene.Columns.List[position].Name,
                    before = position == 0 ? null : scene.Columns.List[position - 1].Name,
                    row = pixel.Row,
                    column = pixel.Column,
                    region = Report.Numbers(hover.Region),
                    input_region = Report.Numbers(hover.InputRegion),
                });
            }

            scene.Look(StructureTarget.None);
            return found;
        }

        /// <summary>The image of the pool that is nearest to the eye.</summary>
        public static object Nearest(Player player)
        {
            PoolScene scene = Player.Find<PoolScene>();
            Vector3 eye = Player.Find<Camera>().transform.position;
            int place = Enumerable.Range(0, scene.Images.Count)
                .Where(each => scene.Images.Table[each].Reachable)
                .OrderBy(each => (scene.PlaceOf(scene.Images.IndexAt(each))!.Value - eye).Length)
                .First();
            return new { index = scene.Images.IndexAt(place) };
        }

        /// <summary>Fills scene 2 with so many images, a pool of any size.</summary>
        public static void Crowd(int count)
        {
            var random = new System.Random(2);
            float Next() => (float)(random.NextDouble() - 0.5);
            var images = new List<SceneImage>();
            for (int index = 0; index < count; index++)
            {
                System.Numerics.Vector3 at = PoolLayout.Centre + new System.Numerics.Vector3(Next(), Next(), Next());
                var mask = new Shares(0.2f, 0.2f, 0.5f, 0.5f);
                images.Add(new SceneImage(index, at, mask, index % 3 == 0, index % 5 == 0, Presence.Shown));
            }

            Player.Find<PoolScene>().SetImages(images, false);
        }

        /// <summary>Puts the camera somewhere until the next frame, as a head is.</summary>
        public static void Look(JsonElement command)
        {
            float At(string name) => command.GetProperty(name).GetSingle();
            var eye = new Vector3(At("x"), At("y"), At("z"));
            var target = new Vector3(At("toX"), At("toY"), At("toZ"));
            Camera camera = Player.Find<Camera>();
            camera.fieldOfView = At("fieldOfView");
            camera.transform.SetPositionAndRotation(eye, Quaternion.LookRotation(target - eye, Vector3.up));
        }

        /// <summary>A little beyond a vertex, where its label begins or ends.</summary>
        private static Vector3 Vertex(int vertex)
        {
            PoolScene scene = Player.Find<PoolScene>();
            System.Numerics.Vector3 at = PoolLayout.WorldPoint(PoolLayout.VerticesOf(scene.Corners)[vertex] * 1.13f);
            return scene.transform.TransformPoint(new Vector3(at.X, at.Y, -at.Z));
        }

        private static Vector3 Seen(JsonElement command, StructureScene scene)
        {
            if (command.TryGetProperty("class_row", out JsonElement row))
            {
                StructureExtent extent = scene.Extent;
                double left = StructureLayout.BarsLeft(extent.Columns, scene.Columns.Files);
                return new Vector3(
                    (float)left + 0.05f, (float)StructureLayout.BarY(row.GetInt32(), extent.Classes), 0f);
            }

            var pixel = new Pixel(command.GetProperty("row").GetInt32(), command.GetProperty("column").GetInt32());
            Point point;
            if (command.TryGetProperty("layer", out JsonElement layer))
            {
                int position = scene.Columns.PositionOf(layer.GetString());
                Point centre = scene.Columns.PanelCentre(position, command.GetProperty("cluster").GetInt32());
                point = StructureLayout.PixelPoint(
                    pixel, scene.Columns.List[position].Size, centre, StructureNumbers.PanelSide);
            }
            else
            {
                point = StructureLayout.PixelPoint(
                    pixel, scene.InputSize, StructureLayout.InputCentre, StructureNumbers.InputSide);
            }

            return new Vector3((float)point.X, (float)point.Y, 0f);
        }
    }
}
