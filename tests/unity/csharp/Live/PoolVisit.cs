using System;
using System.Linq;
using Tetrascope.Pool;
using Tetrascope.Protocol;

namespace Tetrascope.Live
{
    /// Scene 2, until the boundary is known.
    internal static class PoolVisit
    {
        internal static void Run(Client client)
        {
            client.Choose("astronaut");
            using var session = new PoolSession("pool", client.Server, client.Subject);
            session.Settings.Windows = (client.File ?? "").Split(',').Select(WindowOf).ToList();
            session.Settings.Fill = "mean";
            session.Settings.PerLabel = 5;
            session.ImagesArrived += pool => Client.Tell(
                "images",
                ("count", pool.Images.Count),
                ("of", session.Settings.Copies),
                ("again", session.Run.Again),
                ("whole", pool.IsWhole));
            session.Run.Start();
            client.RunUntil(() => session.Run.State != RunState.Running, "the pool");
            client.RunUntil(() => session.Boundary.Known != null, "the boundary");
            session.Selection.Toggle(3);
            PoolSoFar pool = session.Run.Pool!;
            Client.Tell(
                "pool",
                ("state", session.Run.State.ToString()),
                ("pool", pool.Whole),
                ("corners", session.Run.Corners),
                ("boundary", session.Boundary.Known),
                ("support_vectors", session.Boundary.SupportVectors.OrderBy(index => index)),
                ("changes", pool.Images.Select(pool.ChangeOf)),
                ("selected", session.Selected),
                ("image", session.Pictures.Image),
                ("fill_image", session.Pictures.FillImage));
        }

        private static Window WindowOf(string text)
        {
            int[] numbers = text.Split('/').Select(int.Parse).ToArray();
            return new Window(numbers[0], numbers[1]);
        }
    }
}
