using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Tetrascope.Client;
using UnityEngine;
using UnityEngine.Engine;
using UnityEngine.InputSystem;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>Plays the client, and does to it what a person would.</summary>
    internal sealed class Player
    {
        private const float FrameSeconds = 1f / 72f;
        private readonly Exporter _exporter = new Exporter();
        private readonly Project _project;
        private readonly ToldEvents _told = new ToldEvents();

        public Player(string package, string atlas, string? lacks)
        {
            var assets = new Assets(package, atlas);
            GC.KeepAlive(assets);
            _project = new Project(lacks);
        }

        /// <summary>Does one thing and says how it stands.</summary>
        public object Obey(JsonElement command)
        {
            string what = command.GetProperty("do").GetString();
            switch (what)
            {
                case "play":
                    Play(command);
                    return Report.Of(this);
                case "pass":
                    Loop.Frame(Number(command, "seconds"));
                    return Report.Of(this);
                case "frames":
                    Frames(command.GetProperty("count").GetInt32());
                    return Report.Of(this);
                case "point":
                    UIDocument.UnderPointer = null;
                    InputAction.Set("Point", new Vector2(Number(command, "x"), Number(command, "y")));
                    return Done();
                case "scroll":
                    InputAction.Set("Scroll", new Vector2(0f, Number(command, "by")));
                    Frames(1);
                    InputAction.Set("Scroll", default(Vector2));
                    return Done();
                case "hold":
                    InputAction.Hold(
                        command.GetProperty("action").GetString(), command.GetProperty("down").GetBoolean());
                    Frames(1);
                    return Done();
                case "click":
                    Click(command.GetProperty("element").GetString());
                    return Done();
                case "set":
                    Set(command.GetProperty("element").GetString(), command.GetProperty("value"));
                    return Done();
                case "picture":
                    return Pictures.Shown((Image)Element(command.GetProperty("element").GetString()));
                case "style":
                    return Element(command.GetProperty("element").GetString()).Inline.Told
                        .ToDictionary(told => told.Key, told => told.Value.Value);
                case "touch":
                    Pictures.Touch(Element(command.GetProperty("element").GetString()), command);
                    return Done();
                case "lay":
                    Element(command.GetProperty("element").GetString()).worldBound = new Rect(
                        Number(command, "x"), Number(command, "y"), Number(command, "width"),
                        Number(command, "height"));
                    return Done();
                case "focus":
                    Element(command.GetProperty("element").GetString()).Focus();
                    return Done();
                case "list":
                    ((ListView)Element(command.GetProperty("element").GetString())).ScrollTo(
                        command.GetProperty("index").GetInt32());
                    return Done();
                case "sleep":
                    Loop.Pause(true);
                    Loop.Pause(false);
                    return Done();
                case "size":
                    Screen.width = command.GetProperty("width").GetInt32();
                    Screen.height = command.GetProperty("height").GetInt32();
                    return Done();
                case "headset":
                    Hands.WearHeadset();
                    return Done();
                case "head":
                    Hands.PlaceHead(command);
                    return Done();
                case "hand":
                    Hands.Place(command);
                    return Done();
                case "control":
                    InputAction.Set(
                        command.GetProperty("control").GetString(), (Vector2)Hands.VectorOf(command, "value"));
                    return Done();
                case "room":
                    return Hands.Room();
                case "where":
                    return Places.Where(this, command);
                case "fields":
                    return Places.Fields(this, command.GetProperty("count").GetInt32());
                case "project":
                    return _project.Report();
                case "build":
                    return Project.Build(command);
                case "sample":
                    AddSample();
                    return Done();
                case "nearest":
                    return Places.Nearest(this);
                case "crowd":
                    Places.Crowd(command.GetProperty("count").GetInt32());
                    return Done();
                case "hover":
                    Find<PoolView>().Session!.Selection.Hovered = command.GetProperty("index").GetInt32();
                    return Done();
                case "choose":
                    Find<PoolView>().Session!.Selection.Selected = command.GetProperty("index").GetInt32();
                    return Done();
                case "look":
                    Places.Look(command);
                    return Done();
                case "reset":
                    Counters.Reset();
                    return Done();
                case "clock":
                    Action? then = command.TryGetProperty("then", out JsonElement next)
                        ? () => Obey(next)
                        : (Action?)null;
                    return new { seconds = Waiting.ForColumns(() => Obey(command.GetProperty("act")), then) };
                case "export":
                    _exporter.Write(Find<Camera>(), command.GetProperty("path").GetString());
                    return Done();
                case "panels":
                    Panels.Write(command.GetProperty("path").GetString(), command.GetProperty("document").GetString());
                    return Done();
                case "lay out":
                    Panels.LayOut(command);
                    return Done();
                case "stand":
                    return Panels.Stand(command.GetProperty("document").GetString());
                case "remembered":
                    return new { text = PlayerPrefs.GetString(command.GetProperty("key").GetString(), "") };
                case "scrolled":
                    Vector2 offset = ((ScrollView)Element(command.GetProperty("element").GetString())).scrollOffset;
                    return new { offset.x, offset.y };
                case "told":
                    return _told.Events();
                case "place":
                    return Panels.Place(command.GetProperty("element").GetString());
                default:
                    throw new ArgumentException($"There is no command {what}.");
            }
        }

        public void Quit()
        {
            Loop.Quit();
        }

        /// <summary>The one component of a kind; of several the first one whose object is switched on.</summary>
        public static T Find<T>()
            where T : Component
        {
            T[] found = All<T>().ToArray();
            return found.FirstOrDefault(each => each.gameObject.activeInHierarchy) ?? found.FirstOrDefault()
                ?? throw new InvalidOperationException($"There is no {typeof(T).Name}.");
        }

        /// <summary>All components of a kind.</summary>
        public static IEnumerable<T> All<T>()
            where T : Component
        {
            return Loop.Roots.SelectMany(root => Below(root.transform)).SelectMany(each => each.gameObject.Components)
                .OfType<T>();
        }

        private static IEnumerable<Transform> Below(Transform top) =>
            top.Children.SelectMany(Below).Prepend(top);

        private static object Done() => new { done = true };

        private static float Number(JsonElement command, string name) => command.GetProperty(name).GetSingle();

        private void Play(JsonElement command)
        {
            PlayerPrefs.SetString("tetrascope.address", command.GetProperty("address").GetString());
            PlayerPrefs.SetString("tetrascope.token", command.GetProperty("token").GetString());
            Loop.Play();
            _told.Follow(Find<Participation>().Log);
            Frames(1);
        }

        /// <summary>Adds the sample as its page says.</summary>
        private static void AddSample()
        {
            var sample = new GameObject("Entropy list");
            sample.SetActive(false);
            var serialised = new UnityEditor.SerializedObject(sample.AddComponent<Samples.EntropyList>());
            serialised.FindProperty("_scene").objectReferenceValue = Find<StructureScene>();
            serialised.FindProperty("_panels").objectReferenceValue = Find<UIDocument>();
            serialised.ApplyModifiedPropertiesWithoutUndo();
            sample.SetActive(true);
        }

        private static void Frames(int count)
        {
            for (int i = 0; i < count; i++)
            {
                // Answers come on other threads.
                Thread.Sleep(2);
                Loop.Frame(FrameSeconds);
            }
        }

        private static VisualElement Element(string name)
        {
            return UIDocument.Enabled.Select(document => document.rootVisualElement.Q<VisualElement>(name))
                .FirstOrDefault(found => !(found is null))
                ?? throw new ArgumentException($"There is no element {name}.");
        }

        private static void Click(string name)
        {
            VisualElement element = Element(name);
            if (!element.Usable)
            {
                throw new InvalidOperationException($"A person could not click {name} now.");
            }

            if (element is RepeatButton repeats)
            {
                repeats.Click();
            }
            else
            {
                ((Button)element).Click();
            }
        }

        private static void Set(string name, JsonElement value)
        {
            VisualElement element = Element(name);
            if (!element.Usable)
            {
                throw new InvalidOperationException($"A person could not change {name} now.");
            }

            switch (element)
            {
                case BaseField<string> text:
                    text.value = value.GetString();
                    break;
                case BaseField<int> number:
                    number.value = value.GetInt32();
                    break;
                case BaseField<bool> toggle:
                    toggle.value = value.GetBoolean();
                    break;
                default:
                    throw new ArgumentException($"{name} has no value.");
            }
        }
    }
}
