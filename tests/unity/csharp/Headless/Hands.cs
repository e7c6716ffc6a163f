using System;
using System.Linq;
using System.Text.Json;
using Tetrascope.Client;
using Tetrascope.Geometry;
using Tetrascope.Picking;
using Tetrascope.Viewing;
using Tetrascope.Xr;
using Unity.XR.CoreUtils;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.XR;
using UnityEngine.XR.Management;
using Ray = UnityEngine.Ray;

namespace Tetrascope.Headless
{
    /// <summary>
    /// A person in a headset: where head and hands are, given in the world, and what is found of them.
    /// </summary>
    internal static class Hands
    {
        /// <summary>A headset is found, as Unity finds it before it loads a scene.</summary>
        public static void WearHeadset()
        {
            var manager = ScriptableObject.CreateInstance<XRManagerSettings>();
            manager.activeLoader = ScriptableObject.CreateInstance<Loader>();
            XRGeneralSettings.Instance = ScriptableObject.CreateInstance<XRGeneralSettings>();
            XRGeneralSettings.Instance.Manager = manager;
            SubsystemManager.Running.Add(new XRInputSubsystem());
        }

        /// <summary>
        /// The head looks from one point to another; <c>recentred</c>: its button makes that the room's middle.
        /// </summary>
        public static void PlaceHead(JsonElement command)
        {
            (Vector3 at, Quaternion turn) = Pose(command);
            InputAction.Set("<XRHMD>/centerEyePosition", at);
            InputAction.Set("<XRHMD>/centerEyeRotation", turn);
            InputAction.Set("<XRHMD>/trackingState", 3);
            InputAction.Hold("<XRHMD>/isTracked", true);
            if (command.TryGetProperty("recentred", out JsonElement recentred) && recentred.GetBoolean())
            {
                SubsystemManager.Running[0].MoveOrigin();
            }
        }

        /// <summary>
        /// A hand points from one point to another, and is where its ray begins; without points it is lost.
        /// </summary>
        public static void Place(JsonElement command)
        {
            string hand = $"<XRController>{{{command.GetProperty("side").GetString()}Hand}}/";
            bool tracked = command.TryGetProperty("from", out _);
            InputAction.Hold(hand + "isTracked", tracked);
            InputAction.Set(hand + "trackingState", tracked ? 3 : 0);
            if (!tracked)
            {
                return;
            }

            (Vector3 at, Quaternion turn) = Pose(command);
            foreach (string pose in new[] { "pointer", "device" })
            {
                InputAction.Set($"{hand}{pose}Position", at);
                InputAction.Set($"{hand}{pose}Rotation", turn);
            }
        }

        /// <summary>How it stands in the room.</summary>
        public static object Room()
        {
            ScenePlaces places = Player.Find<ScenePlaces>();
            Transform head = Player.Find<XROrigin>().Camera.transform;
            return new
            {
                headset = Player.Find<Headset>().Active,
                cameras = Player.All<Camera>().Where(each => each.gameObject.activeInHierarchy)
                    .Select(each => each.gameObject.name).ToArray(),
                head = Numbers(head.position),
                ahead = Numbers(head.forward),
                hands = Player.All<HandInput>().ToDictionary(hand => hand.Side.ToString(), HandOf),
                structure = PlaceOf(places.Structure, Player.Find<StructureScene>().transform),
                pool = PlaceOf(places.Pool, Player.Find<PoolScene>().transform),
                drawn = UnityEngine.Engine.Counters.Drawn().Select(each => each.gameObject.name).ToArray(),
            };
        }

        public static Vector3 VectorOf(JsonElement command, string name)
        {
            float[] numbers = command.GetProperty(name).EnumerateArray().Select(each => each.GetSingle()).ToArray();
            return new Vector3(numbers[0], numbers[1], numbers.Length > 2 ? numbers[2] : 0f);
        }

        private static float[] Numbers(Vector3 point) => new[] { point.x, point.y, point.z };

        private static object HandOf(HandInput hand) => new
        {
            tracked = hand.Tracked,
            over_panel = hand.OverPanel,
            pressed = hand.Pressed,
            held = hand.Held,
            clicked = hand.Clicked,
            dragging = hand.Dragging,
            gripped = hand.Gripped,
            grip_pressed = hand.GripPressed,
            grip_released = hand.GripReleased,
            position = Numbers(hand.Position),
            origin = Numbers(hand.Ray.origin),
            direction = Numbers(hand.Ray.direction),
            end = hand.RayEnd is Vector3 end ? Numbers(end) : null,
            stick = new[] { hand.Stick.x, hand.Stick.y },
            panel = Met(Player.Find<StructureScene>(), hand.Ray),
            image = Player.Find<PoolScene>().Pick(hand.Ray),
        };

        /// <summary>The pixel of a panel that a ray meets in scene 1.</summary>
        private static object? Met(StructureScene scene, Ray ray)
        {
            StructureTarget target = scene.Pick(ray);
            return target.Kind != TargetKind.Panel || !(target.Pixel is Pixel pixel)
                ? null
                : new
                {
                    layer = scene.Columns.List[target.Position].Name, cluster = target.Index, pixel.Row, pixel.Column,
                };
        }

        private static object PlaceOf(ScenePlace place, Transform scene) => new
        {
            turn = place.Turn,
            scale = place.Scale,
            position = new[] { place.Position.X, place.Position.Y, place.Position.Z },
            origin = Numbers(scene.TransformPoint(default)),
            right = Numbers(scene.TransformPoint(new Vector3(1f, 0f, 0f)) - scene.TransformPoint(default)),
        };

        /// <summary>A pose in the world as a device says it: from where it counts.</summary>
        private static (Vector3 At, Quaternion Turn) Pose(JsonElement command)
        {
            Transform counted = Player.Find<XROrigin>().CameraFloorOffsetObject.transform;
            Vector3 from = VectorOf(command, "from");
            Quaternion turn = Quaternion.LookRotation(VectorOf(command, "to") - from, Vector3.up);
            return (counted.InverseTransformPoint(from), counted.rotation.Inverse().After(turn));
        }

        private sealed class Loader : XRLoader
        {
        }
    }
}
